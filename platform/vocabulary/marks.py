"""The marks of themes beside the things of a list: one light query, since every list asks it of every line."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.db import connection
from django.db.models import Model

from cards.kinds import Mark

MOST = 2
_TOLD = ("position", "label", "mark")
_OWN = tuple(f"theme__{name}" for name in _TOLD)
_OF_PARENT = tuple(f"theme__parent__{name}" for name in _TOLD)


def marks_by_thing(filed: type[Model], thing: str, keys: Iterable[int]) -> Mapping[int, tuple[Mark, ...]]:
    """By thing, the first categories it is filed under, each once, in their order; a thing without any is absent.

    `filed` is the table between things and themes, `thing` its column.
    """
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    by_thing: dict[int, set[tuple[int, str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_query(connection.vendor, filed, thing, len(wanted)), wanted)
        for key, parent, *told in cursor.fetchall():
            position, label, mark = told[3:] if parent else told[:3]
            by_thing.setdefault(key, set()).add((position, label, mark))
    return {
        key: tuple(Mark(mark, label) for _, label, mark in sorted(categories)[:MOST])
        for key, categories in by_thing.items()
    }


@lru_cache(maxsize=200)
def _query(vendor: str, filed: type[Model], thing: str, number: int) -> str:
    """For so many keys: saying it in SQL takes the ORM longer than the answer takes."""
    rows = filed._default_manager.filter(**{f"{thing}__in": range(number)}).order_by()
    said: str = rows.values_list(thing, "theme__parent", *_OWN, *_OF_PARENT).query.sql_with_params()[0]
    return said
