"""The words of the vocabularies and the names of basins, all in one query."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, F, QuerySet, Value

from territories.models import Basin, GroupKind
from vocabulary.models import Audience, PathStage, PracticeTopic, Sector, Term, Theme

VOCABULARIES: Mapping[str, type[Term] | type[GroupKind]] = {
    "theme": Theme,
    "audience": Audience,
    "topic": PracticeTopic,
    "stage": PathStage,
    "sector": Sector,
    "user": GroupKind,
}


def vocabulary_labels() -> dict[str, Mapping[str, str]]:
    """Labels by facet and slug, in their editors' order."""
    found: dict[str, dict[str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(*_query(connection.vendor))
        for facet, slug, label, _ in sorted(cursor.fetchall(), key=lambda row: (row[3], row[2])):
            found.setdefault(facet, {}).setdefault(slug, label)
    return dict(found)


@lru_cache(maxsize=2)
def _query(vendor: str) -> tuple[str, Sequence[Any]]:
    """Every list and every key typed asks it: saying it in SQL takes the ORM ten times as long as the answer."""
    first, *others = [
        _rows(facet, model._default_manager.order_by(), "label", "position") for facet, model in VOCABULARIES.items()
    ]
    rows = first.union(*others, _rows("basin", Basin.objects.order_by(), "name", "id"), all=True)
    said: tuple[str, Sequence[Any]] = rows.query.sql_with_params()
    return said


def _rows(facet: str, things: QuerySet, label: str, order: str) -> QuerySet:
    named = things.annotate(_facet=Value(facet, CharField()), _label=F(label), _order=F(order))
    return named.values_list("_facet", "slug", "_label", "_order")
