"""Our fields for services and structures, as an office's own tables name them, and what they expect."""

# ruff: noqa: E501 - a table reads across
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imports.words import guess


@dataclass(frozen=True, slots=True)
class Target:
    """One field of ours."""

    key: str
    """`service.…` or `structure.…`, then the field of the schema."""
    label: str
    names: Sequence[str]
    told: str = ""

    @property
    def field(self) -> str:
        return self.key.split(".", 1)[1]


SERVICE = (
    Target("service.nom", "Nom du service", ("nom du service", "service", "intitulé", "intitulé du service", "nom", "titre", "nom de l’action", "dispositif", "action"), "Obligatoire, 3 à 150 caractères."),
    Target("service.description", "Description", ("description", "présentation", "descriptif", "en quoi ça consiste", "détail", "contenu", "missions", "objet"), "Ce qu’on y trouve, en quelques phrases."),
    Target("service.id", "Identifiant (colonne stable)", ("identifiant", "id", "code", "référence", "numéro", "n°", "ref", "id service"), "Un numéro ou un code qui ne change jamais : il permet de mettre à jour sans doubler."),
    Target("service.thematiques", "Thèmes", ("thème", "thèmes", "thématique", "thématiques", "domaine", "domaines", "catégorie", "besoin", "problématique"), "Séparés par des virgules ; voir la feuille Listes."),
    Target("service.publics", "Publics", ("public", "publics", "public visé", "public cible", "bénéficiaires", "pour qui"), "Séparés par des virgules ; voir la feuille Listes."),
    Target("service.publics_precisions", "Précisions sur les publics", ("précisions sur le public", "public précisions", "détail public")),
    Target("service.conditions_acces", "Conditions d’accès", ("conditions", "conditions d’accès", "critères", "prérequis", "conditions d’admission")),
    Target("service.frais", "Gratuit ou payant", ("gratuit", "coût", "coût pour la personne", "tarif", "frais", "prix", "payant", "participation financière"), "Gratuit, payant, oui, non, ou un montant."),
    Target("service.frais_precisions", "Précisions sur le coût", ("précisions sur le coût", "détail du coût", "montant", "tarifs détaillés")),
    Target("service.type", "Type de service", ("type", "type de service", "nature", "type d’aide", "forme"), "Voir la feuille Listes."),
    Target("service.modes_accueil", "Sur place ou à distance", ("modes d’accueil", "accueil", "lieu d’accueil", "présentiel ou distance", "modalités d’accueil", "format"), "Sur place, à distance, ou les deux."),
    Target("service.modes_mobilisation", "Comment demander", ("comment demander", "comment s’inscrire", "inscription", "prise de rendez-vous", "modalités d’inscription", "prise de contact"), "Téléphone, courriel, sur place, lien."),
    Target("service.mobilisable_par", "Qui peut demander", ("qui peut demander", "prescripteur", "prescripteurs", "orientation par", "mobilisable par"), "La personne, un professionnel, ou les deux."),
    Target("service.lien_mobilisation", "Lien pour demander", ("lien", "lien d’inscription", "formulaire", "lien de prise de rendez-vous")),
    Target("service.mobilisation_precisions", "Précisions sur la demande", ("précisions sur la demande", "démarche", "modalités")),
    Target("service.contact_nom_prenom", "Personne de contact", ("personne de contact", "contact", "référent", "nom du contact", "responsable", "interlocuteur"), "Montrée aux membres seulement."),
    Target("service.telephone", "Téléphone", ("téléphone", "tel", "tél", "numéro de téléphone", "gsm", "portable")),
    Target("service.courriel", "Courriel", ("courriel", "mail", "e-mail", "email", "adresse mail", "adresse électronique")),
    Target("service.adresse", "Adresse", ("adresse", "rue", "rue et n°", "adresse postale", "lieu")),
    Target("service.complement_adresse", "Complément d’adresse", ("complément", "complément d’adresse", "bâtiment")),
    Target("service.code_postal", "Code postal", ("code postal", "cp", "postal")),
    Target("service.commune", "Commune", ("commune", "ville", "localité", "municipalité")),
    Target("service.code_insee", "Code INSEE ou NIS", ("code insee", "insee", "code commune", "nis", "code nis")),
    Target("service.horaires_accueil", "Horaires", ("horaires", "heures d’ouverture", "permanence", "permanences", "jours et heures")),
    Target("service.volume_horaire_hebdomadaire", "Heures par semaine", ("heures par semaine", "volume horaire", "volume horaire hebdomadaire")),
    Target("service.nombre_semaines", "Nombre de semaines", ("nombre de semaines", "durée en semaines", "semaines")),
    Target("service.date_maj", "Mis à jour le", ("mise à jour", "mis à jour le", "date de mise à jour", "date maj", "dernière mise à jour", "actualisé le"), "Une date : 2026-11-03 ou 03/11/2026."),
    Target("service.lien_source", "Page d’origine", ("site web du service", "page web", "url", "lien source", "en savoir plus")),
)  # fmt: skip
STRUCTURE = (
    Target("structure.nom", "Nom de la structure", ("structure", "nom de la structure", "organisme", "association", "opérateur", "organisation", "porteur", "institution", "partenaire", "employeur"), "Obligatoire."),
    Target("structure.id", "Identifiant de la structure", ("identifiant de la structure", "id structure", "code structure")),
    Target("structure.siret", "SIRET", ("siret", "numéro siret", "n° siret")),
    Target("structure.description", "Description de la structure", ("description de la structure", "présentation de la structure")),
    Target("structure.telephone", "Téléphone de la structure", ("téléphone de la structure", "tel structure", "standard")),
    Target("structure.courriel", "Courriel de la structure", ("courriel de la structure", "mail structure", "email structure")),
    Target("structure.site_web", "Site de la structure", ("site", "site web", "site internet", "site de la structure", "www")),
    Target("structure.adresse", "Adresse de la structure", ("adresse de la structure", "siège", "siège social")),
    Target("structure.code_postal", "Code postal de la structure", ("code postal de la structure", "cp structure")),
    Target("structure.commune", "Commune de la structure", ("commune de la structure", "ville structure", "ville du siège")),
    Target("structure.horaires_accueil", "Horaires de la structure", ("horaires de la structure", "ouverture de la structure")),
)  # fmt: skip
TARGETS: Mapping[str, Target] = {target.key: target for target in (*SERVICE, *STRUCTURE)}
MORE = "service.description+"
"""Added to the description under the name of its column: what has no field of ours is not lost."""
_NAMES = {key: target.names for key, target in TARGETS.items()}


def target_of(column: str) -> str:
    """The field that a column most likely holds; empty in doubt."""
    return guess(column, _NAMES)
