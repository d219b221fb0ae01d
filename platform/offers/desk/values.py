"""Their words for our vocabularies: « oui », « gratuit », « tel », « garde d’enfants »."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from data_inclusion.schema import v1

from imports.words import folded, guess
from offers.desk.fields import TARGETS
from offers.models import Fees, OfferType, Reception, RequestMode
from vocabulary.models import Audience, Theme

_SPLIT = re.compile(r"\s*(?:[,;/|•\n+]|\set\s|\sou\s|\s[-–]\s)\s*")
_WHOLE = re.compile(r"\s*(?:[;|•\n])\s*")
_MONEY = re.compile(r"\d\s*(?:€|eur|euro)", re.IGNORECASE)
LISTS = frozenset({"thematiques", "publics", "modes_accueil", "modes_mobilisation", "mobilisable_par"})
ALL = "*"
"""Every word of the field: « les deux », « peu importe »."""
SYNONYMS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "frais": {
        "gratuit": ("gratuit", "oui", "0", "0 €", "non payant", "sans frais", "aucun", "néant", "gratuite", "x", "vrai",
                    "true"),
        "payant": ("payant", "non", "payante", "faux", "false", "participation", "avec participation", "cotisation"),
    },
    "type": {
        "accompagnement": ("accompagnement", "suivi", "coaching", "soutien"),
        "aide-financiere": ("aide financière", "prime", "bourse", "prêt", "subvention"),
        "aide-materielle": ("aide matérielle", "matériel", "don", "colis", "prêt de matériel"),
        "atelier": ("atelier", "animation", "groupe", "séance collective"),
        "formation": ("formation", "cours", "stage", "apprentissage"),
        "information": ("information", "orientation", "accueil", "permanence", "info"),
    },
    "modes_accueil": {
        "en-presentiel": ("en présentiel", "présentiel", "sur place", "dans nos locaux", "physique"),
        "a-distance": ("à distance", "distanciel", "téléphone", "visio", "en ligne"),
        ALL: ("les deux", "mixte", "hybride"),
    },
    "modes_mobilisation": {
        "telephoner": ("téléphone", "téléphoner", "tel", "par téléphone", "appeler", "appel"),
        "envoyer-un-courriel": ("courriel", "mail", "e-mail", "email", "par mail", "écrire"),
        "se-presenter": ("sur place", "se présenter", "sans rendez-vous", "accueil libre", "permanence"),
        "utiliser-lien-mobilisation": ("en ligne", "formulaire", "site", "lien", "internet", "site internet"),
    },
    "mobilisable_par": {
        "usagers": ("la personne", "usager", "usagers", "bénéficiaire", "tout le monde", "directement", "personne"),
        "professionnels": ("professionnel", "professionnels", "prescripteur", "travailleur social", "assistant social",
                           "conseiller", "cpas", "sur orientation", "partenaires"),
        ALL: ("les deux", "tous", "tout public"),
    },
    "publics": {
        "tous-publics": ("tous", "tout public", "tous publics", "tous les publics", "toutes personnes"),
        "demandeurs-emploi": ("demandeurs d’emploi", "chômeurs", "chercheurs d’emploi", "personnes sans emploi"),
        "jeunes": ("jeunes", "jeune", "16-25 ans", "moins de 25 ans", "moins de 26 ans", "18-25 ans"),
        "seniors": ("seniors", "personnes âgées", "plus de 50 ans", "50 ans et plus", "aînés"),
        "femmes": ("femmes", "mères seules", "femme"),
        "familles": ("familles", "parents", "famille", "parents isolés", "familles monoparentales"),
        "etudiants": ("étudiants", "étudiant"),
        "personnes-en-situation-de-handicap": ("handicap", "personnes handicapées", "psh", "rqth"),
        "personnes-exilees": ("réfugiés", "migrants", "primo-arrivants", "étrangers", "demandeurs d’asile"),
        "beneficiaires-des-minimas-sociaux": ("rsa", "bénéficiaires rsa", "ris", "bénéficiaires du ris", "brsa",
                                              "bénéficiaires du cpas", "allocataires"),
        "actifs": ("actifs", "salariés", "travailleurs", "en emploi"),
        "personnes-en-situation-durgence": ("urgence", "sans-abri", "sdf", "sans domicile"),
    },
}  # fmt: skip
_LABELS: Mapping[str, Mapping[str, str]] = {
    "frais": dict(Fees.choices),
    "type": dict(OfferType.choices),
    "modes_accueil": dict(Reception.choices),
    "modes_mobilisation": dict(RequestMode.choices),
    "mobilisable_par": {"usagers": "La personne elle-même", "professionnels": "Un professionnel"},
}
VOCABULARIES = frozenset({*SYNONYMS, "thematiques"})


def pieces(field: str, text: str) -> list[str]:
    """The values of a cell: a whole sentence that we know is not cut at its « et »."""
    if field not in LISTS:
        return [text.strip()] if text.strip() else []
    found: list[str] = []
    for part in _WHOLE.split(text.strip()):
        found += [part] if known(field, part) else _SPLIT.split(part)
    return list(dict.fromkeys(piece for piece in found if piece))[:30]


def known(field: str, value: str) -> str:
    """Our word for a value that says the same, `*` for all of them; empty when it must be asked."""
    key = folded(value)
    exact = _exact(field).get(key, "")
    if not exact and field == "frais" and _MONEY.search(value):
        return "payant" if re.search("[1-9]", value) else "gratuit"
    return exact


def likely(field: str, value: str) -> str:
    """Our word that looks most like a value, to begin with on screen."""
    if field == "thematiques":
        return guess(value, {slug: (label,) for slug, label in _themes()})
    return guess(value, {slug: names for slug, names in SYNONYMS[field].items() if slug != ALL})


def words_of(field: str) -> list[str]:
    """Every word of a field of ours."""
    return [slug for slug in SYNONYMS.get(field, {}) if slug != ALL]


def terms_of(field: str) -> list[tuple[str, str]]:
    """Every word of a field of ours, with what screens call it."""
    said = dict(Audience.objects.values_list("slug", "label")) if field == "publics" else _LABELS.get(field, {})
    return [(slug, said.get(slug, slug.replace("-", " ").capitalize())) for slug in words_of(field)]


def is_vocabulary(target: str) -> bool:
    """Whether a column's values stand for words of ours."""
    return target in TARGETS and target.startswith("service.") and TARGETS[target].field in VOCABULARIES


def forget_words() -> None:
    """Read the vocabulary again: its labels change in the admin, between two imports."""
    _exact.cache_clear()
    _themes.cache_clear()


@lru_cache(maxsize=16)
def _exact(field: str) -> dict[str, str]:
    if field == "thematiques":
        return {folded(label): slug for slug, label in reversed(_themes())} | {folded(s): s for s, _ in _themes()}
    said = {folded(name): slug for slug, names in SYNONYMS[field].items() for name in names}
    said |= {folded(slug): slug for slug in SYNONYMS[field] if slug != ALL}
    if field == "publics":
        said |= {folded(label): slug for slug, label in Audience.objects.values_list("slug", "label")}
    return said


@lru_cache(maxsize=1)
def _themes() -> list[tuple[str, str]]:
    """Those that the schema of services knows."""
    ours = Theme.objects.exclude(parent=None).values_list("slug", "label")
    schema = {theme.value for theme in v1.Thematique}
    return [(slug, label) for slug, label in ours if slug in schema]
