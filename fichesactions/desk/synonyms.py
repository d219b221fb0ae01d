"""How people name the parts of a sheet in their own files."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from imports.words import guess

COMMON: Mapping[str, Sequence[str]] = {
    "title": ("titre", "intitulé", "nom", "nom de la fiche", "titre de la fiche", "nom de l’outil"),
    "summary": ("résumé", "en bref", "en deux phrases", "en quelques mots", "synthèse", "chapeau", "présentation"),
    "body": ("texte", "contenu", "description", "texte libre", "divers", "commentaires", "remarques"),
    "themes": ("thème", "thèmes", "thématique", "thématiques", "domaine", "catégorie"),
    "audiences": ("publics", "publics concernés", "type de public"),
    "tags": ("mots-clés", "mots-clefs", "mots clés", "étiquettes", "tags"),
    "contributors": ("auteur", "auteurs", "rédacteur", "rédigé par", "écrit par", "rédaction", "personne ressource"),
}
OWN: Mapping[str, Mapping[str, Sequence[str]]] = {
    "sheet": {
        "need": ("besoin", "le besoin", "problème", "constat", "constats", "problématique", "contexte", "enjeux",
                 "pourquoi", "situation de départ", "diagnostic"),
        "for_whom": ("pour qui", "public", "public cible", "public visé", "bénéficiaires", "destinataires"),
        "aims": ("objectif", "objectifs", "buts", "finalité", "objectifs poursuivis", "résultats attendus"),
        "steps": ("étapes", "étape par étape", "déroulement", "démarche", "mise en œuvre", "méthode", "méthodologie",
                  "comment faire", "mode opératoire", "déroulé", "actions", "description de l’action"),
        "means": ("moyens", "moyens et coût", "moyens nécessaires", "ressources", "budget", "coût", "matériel",
                  "moyens humains", "financement"),
        "partners": ("partenaires", "partenariat", "partenaires mobilisés", "acteurs", "avec qui"),
        "care": ("points d’attention", "points de vigilance", "vigilance", "attention", "freins", "difficultés",
                 "limites", "conditions de réussite", "conseils"),
        "voices": ("paroles", "témoignages", "témoignage", "ce qu’en disent les personnes concernées", "verbatim"),
        "built_with": ("construite avec elles", "participation des personnes", "participation des bénéficiaires"),
        "evaluation": ("évaluation", "évaluer", "indicateurs", "comment savoir si ça marche", "résultats", "bilan"),
        "contacts": ("contact", "contacts", "personne de contact", "pour en savoir plus", "coordonnées"),
        "duration": ("durée", "temps nécessaire", "calendrier", "échéancier"),
    },
    "practice": {
        "context": ("contexte", "constat", "situation de départ", "le besoin", "besoin", "problème", "origine",
                    "pourquoi"),
        "done": ("ce qui a été fait", "action", "actions", "description", "description de l’action", "déroulement",
                 "mise en œuvre", "démarche", "étapes", "réalisation"),
        "by_whom": ("par qui", "porteur", "porteurs", "équipe", "partenaires", "acteurs", "structure porteuse"),
        "results": ("résultats", "bilan", "effets", "impact", "évaluation", "résultats obtenus"),
        "voices": ("paroles", "témoignages", "témoignage", "verbatim", "ce qu’en disent les personnes concernées"),
        "built_with": ("construite avec elles", "participation des personnes"),
        "transfer": ("pour le faire ailleurs", "transférabilité", "conditions de réussite", "conseils", "reproduire",
                     "points d’attention", "enseignements"),
    },
    "tool": {
        "serves": ("à quoi il sert", "à quoi ça sert", "objectif", "objectifs", "utilité", "usage", "finalité"),
        "how_to": ("comment s’en servir", "mode d’emploi", "utilisation", "consignes", "déroulement", "étapes",
                   "comment faire", "instructions"),
    },
}  # fmt: skip


def target_of(kind: str, word: str) -> str:
    """The field that this heading most likely means for this kind of page; empty in doubt."""
    return guess(word, {**OWN[kind], **COMMON})


@lru_cache(maxsize=5000)
def is_known(word: str) -> bool:
    """Whether it names a part of a page of any kind."""
    return any(target_of(kind, word) for kind in OWN)
