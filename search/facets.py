"""By what a list narrows down: the facet's name in documents and in the API, in addresses, and on screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from cards.kinds import kinds
from search.labels import vocabulary_labels


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
        Facet("format", "format", "Forme"),
    )
}
SCREEN_FACETS = tuple(name for name in FACETS if name != "kind")
_FIXED = {
    "serves": {
        "personnes": "Une personne",
        "professionnels": "Un professionnel",
        "entreprises": "Une entreprise",
    },
    "coconstructed": {"oui": "Oui"},
    "format": {"en-presentiel": "Sur place", "a-distance": "À distance"},
}


Labels = Mapping[str, Mapping[str, str]]


def labels() -> Labels:
    """Words for people by facet and value, in the order in which values are shown. One query."""
    named = {name: kind.label for name, kind in kinds().items()}
    return {"kind": named, **_FIXED, **vocabulary_labels()}


def worded(words: Labels, facet: str, value: str) -> str:
    """The word for a value; one the vocabulary no longer knows is shown as it is written."""
    return words.get(facet, {}).get(value) or value.replace("--", " : ").replace("-", " ").capitalize()
