"""By what a list narrows down: the facet's name in documents and in the API, in addresses, and on screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from cards.kinds import kinds
from search.labels import vocabulary_labels
from vocabulary.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow down a list."""

    name: str
    param: str
    label: str


FACETS: Mapping[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("kind", "sorte", "Sorte"),
        Facet("theme", "theme", "Thème"),
        Facet("audience", "public", "Public"),
        Facet("basin", "bassin", "Bassin"),
        Facet("topic", "sujet", "Sujet de pratique"),
        Facet("stage", "etape", "Étape du parcours"),
        Facet("sector", "secteur", "Secteur d’activité"),
        Facet("user", "metier", "Qui s’en sert"),
        Facet("serves", "pour", "Pour qui"),
        Facet("coconstructed", "coconstruite", "Construite avec les personnes"),
        Facet("type", "type", "Type d’aide"),
        Facet("fees", "cout", "Coût"),
        Facet("format", "format", "Sur place ou à distance"),
        Facet("language", "langue", "Langue parlée"),
        Facet("welcomes", "visites", "Visites"),
        Facet("structure_type", "type-structure", "Type de structure"),
        Facet("organisation", "structure", "Structure"),
    )
}
COUNTED = tuple(name for name in FACETS if name != "organisation")
"""What can be counted: organisations are too many to choose from, a list of one's services is linked from its page."""
SCREEN_FACETS = tuple(name for name in COUNTED if name != "kind")
UNKNOWN = "non-precise"
"""The value of what its source does not say, so that a filter never silently hides it."""
UNSAID = {
    "audience": "Public non précisé",
    "type": "Type d’aide non précisé",
    "fees": "Coût non précisé",
    "format": "Accueil, sur place ou à distance, non précisé",
    "structure_type": "Type de structure non précisé",
}
"""Facets that may be unknown, in the words of « Public non précisé : 3 services »."""
_FIXED = {
    "serves": {
        "personnes": "Une personne",
        "professionnels": "Un professionnel",
        "entreprises": "Une entreprise",
    },
    "coconstructed": {"oui": "Oui"},
    "language": {code: word.capitalize() for code, word in LANGUAGES.items()},
    "welcomes": {"oui": "Accueille des visites"},
    "type": {
        "accompagnement": "Accompagnement",
        "aide-financiere": "Aide financière",
        "aide-materielle": "Aide matérielle",
        "atelier": "Atelier",
        "formation": "Formation",
        "information": "Information",
    },
    "fees": {"gratuit": "Gratuit", "payant": "Payant"},
    "format": {"en-presentiel": "Sur place", "a-distance": "À distance"},
}


Labels = Mapping[str, Mapping[str, str]]


def labels() -> Labels:
    """Words for people by facet and value, in the order in which values are shown. One query."""
    named = {name: kind.label for name, kind in kinds().items()}
    words = {"kind": named, **_FIXED, **vocabulary_labels()}
    for kind in kinds().values():  # An owner may have facets that are its own, and brings their words.
        words |= getattr(kind, "words", {})
    return words | {facet: {**words.get(facet, {}), UNKNOWN: "Non précisé"} for facet in UNSAID}


def chip(words: Labels, facet: str, value: str) -> str:
    """The word for a value that stands alone: « Coût : non précisé », since a cost is not the only thing unsaid."""
    word = worded(words, facet, value)
    return f"{FACETS[facet].label}\u00a0: {word.lower()}" if value == UNKNOWN else word


def worded(words: Labels, facet: str, value: str) -> str:
    """The word for a value; one the vocabulary no longer knows is shown as it is written."""
    return words.get(facet, {}).get(value) or value.replace("--", " : ").replace("-", " ").capitalize()
