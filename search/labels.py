"""The words of the vocabularies and the names of basins, all in one query."""

from collections.abc import Mapping

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
    first, *others = [
        _rows(facet, model._default_manager.order_by(), "label", "position") for facet, model in VOCABULARIES.items()
    ]
    rows = first.union(*others, _rows("basin", Basin.objects.order_by(), "name", "id"), all=True)
    found: dict[str, dict[str, str]] = {}
    for facet, slug, label, _ in sorted(rows, key=lambda row: (row[3], row[2])):
        found.setdefault(facet, {}).setdefault(slug, label)
    return dict(found)


def _rows(facet: str, things: QuerySet, label: str, order: str) -> QuerySet:
    named = things.annotate(_facet=Value(facet, CharField()), _label=F(label), _order=F(order))
    return named.values_list("_facet", "slug", "_label", "_order")
