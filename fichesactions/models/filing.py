"""What a public page shows of where it is filed, who wrote it and what is joined to it, read in one query."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import CharField, Expression, F, Model, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from wagtail.models import Page

from territories.models import Basin
from vocabulary.models import Audience, PathStage, PracticeTopic, Sector, Theme

FILED = (
    "themes",
    "audiences",
    "topics",
    "stages",
    "sectors",
    "basins",
    "tags",
    "contributors",
    "origins",
    "attachments",
)
_TERMS = {"audiences": Audience, "topics": PracticeTopic, "stages": PathStage, "sectors": Sector}
_THE_PAGE = -1
"""Stands in the query for the page that is asked."""
_NOTHING = Value("", CharField())


class Filed(NamedTuple):
    """A term, a basin, a tag, a person or a document of a page, in its words."""

    slug: str
    label: str
    family_mark: str
    role: str
    organisation: str
    document_id: int | None

    def __str__(self) -> str:
        return self.label

    @property
    def name(self) -> str:
        """Of a person."""
        return self.label


def filed_of(page: Page) -> dict[str, list[Filed]]:
    """By relation, in the order in which each shows, as the database holds it: what is published."""
    sql, params = _query(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [page.pk if param == _THE_PAGE else param for param in params])
        rows = sorted(cursor.fetchall())
    found: dict[str, list[Filed]] = {name: [] for name in FILED}
    for relation, _, _, slug, label, mark, role, organisation, document in rows:
        found[relation].append(Filed(slug, label, mark, role, organisation, int(document) if document else None))
    return found


@lru_cache(maxsize=2)
def _query(vendor: str) -> tuple[str, Sequence[Any]]:
    """Every page asks it: said relation by relation it takes the ORM ten times as long, and so does saying it."""
    first, *others = [*_filed_under(), *_made_of()]
    said: tuple[str, Sequence[Any]] = first.union(*others, all=True).query.sql_with_params()
    return said


def _filed_under() -> list[QuerySet[Model]]:
    mark = Coalesce(NullIf("mark", _NOTHING), "parent__mark", _NOTHING)
    country_first = Concat("territory__name", Value(" "), "name")
    tags = apps.get_model("fichesactions", "KnowledgeTag")
    return [
        _rows("themes", Theme, "knowledgepage", rank="position", tie=F("label"), slug=F("slug"), mark=mark),
        *(
            _rows(name, model, "knowledgepage", rank="position", tie=F("label"), slug=F("slug"))
            for name, model in _TERMS.items()
        ),
        _rows("basins", Basin, "knowledgepage", label="name", tie=country_first, slug=F("slug")),
        _rows("tags", tags, "content_object", rank="pk", label="tag__name"),
    ]


def _made_of() -> list[QuerySet[Model]]:
    names = ("Contributor", "Origin", "Attachment")
    people, origins, documents = (apps.get_model("fichesactions", name) for name in names)
    standing = Cast(Coalesce("organisation__merged_into", "organisation"), CharField())
    told = {"role": F("role"), "organisation": F("organisation"), "slug": Cast("user_id", CharField())}
    return [
        _rows("contributors", people, "page", rank="sort_order", label="name", **told),
        _rows("origins", origins, "page", rank="sort_order", label="organisation__name", slug=standing),
        _rows("attachments", documents, "page", rank="sort_order", document=Cast("document_id", CharField())),
    ]


def _rows(
    relation: str, model: type[Model], page: str, *, rank: str = "", label: str = "label", **words: Any
) -> QuerySet[Model]:
    columns: dict[str, Expression | F] = {
        "_relation": Value(relation, CharField()),
        "_rank": F(rank) if rank else Value(0),
        "_tie": words.get("tie", _NOTHING),
        "_slug": words.get("slug", _NOTHING),
        "_label": F(label),
        "_mark": words.get("mark", _NOTHING),
        "_role": words.get("role", _NOTHING),
        "_organisation": words.get("organisation", _NOTHING),
        "_document": words.get("document", _NOTHING),
    }
    mine = model._default_manager.filter(**{page: _THE_PAGE}).order_by()
    return mine.annotate(**columns).values_list(*columns)
