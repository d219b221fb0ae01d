"""The vocabulary as deliveries write it: by slug or by label, whatever the case and the accents."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Model

from fichesactions.models.group_kinds import group_kind_labels
from territories.models import Basin
from vocabulary.models import Audience, PathStage, PracticeTopic, Sector, Theme

Found = TypeVar("Found")

MODELS: Mapping[str, type[Model]] = {
    "themes": Theme,
    "audiences": Audience,
    "topics": PracticeTopic,
    "stages": PathStage,
    "sectors": Sector,
    "basins": Basin,
}


class UnknownWordError(ValueError):
    """A value that the vocabulary does not have; its message names it."""


class Words:
    """The vocabulary read once for a whole delivery."""

    facets = tuple(MODELS)

    def __init__(self) -> None:
        self._rows = {name: _by_word(model.objects.all()) for name, model in MODELS.items()}  # type: ignore[attr-defined]
        labels = group_kind_labels()
        self._group_kinds = {_folded(word): slug for slug, label in labels.items() for word in (label, slug)}

    def rows(self, facet: str, values: Iterable[str]) -> list[Model]:
        """The rows these values name. Raises UnknownWordError."""
        return list(dict.fromkeys(_found(self._rows[facet], facet, value) for value in values))

    def group_kinds(self, values: Iterable[str]) -> list[str]:
        """Slugs of the kinds of group these values name. Raises UnknownWordError."""
        return list(dict.fromkeys(_found(self._group_kinds, "users", value) for value in values))


def _by_word(rows: Iterable[Model]) -> dict[str, Model]:
    """Slugs win over labels: two themes may share a label, a category and its only child often do."""
    rows = list(rows)
    by_label = {_folded(str(row)): row for row in reversed(rows)}
    return by_label | {_folded(row.slug): row for row in rows}  # type: ignore[attr-defined]


def _found(table: Mapping[str, Found], facet: str, value: str) -> Found:
    try:
        return table[_folded(value)]
    except KeyError:
        raise UnknownWordError(f"« {value[:80]} » n’est pas une valeur connue de « {facet} ».") from None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
