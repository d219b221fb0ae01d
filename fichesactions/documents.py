"""What search reads of a page, and who may find it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from fichesactions.models import KnowledgePage
from fichesactions.models.filing import FILED
from fichesactions.plain_text import plain
from fichesactions.way import paths_to
from search.document import MEMBER, PUBLIC, SUPERUSER, Document, group_key

TOLD = tuple(name for name in FILED if name not in ("attachments", "origins"))
"""Relations that a document is made of, each read once: every reading of one makes a queryset anew."""
Relations = Mapping[str, Sequence[Any]]


def readers_of(pages: Sequence[Page]) -> Mapping[int, tuple[str, ...]]:
    """Reader keys by page id; empty when nobody may find it. Two queries, whatever the number of pages."""
    closed: dict[str, PageViewRestriction] = {
        restriction.page.path: restriction
        for restriction in PageViewRestriction.objects.select_related("page").prefetch_related("groups")
    }
    return {page.pk: _readers([closed[path] for path in paths_to(page.path) if path in closed]) for page in pages}


def _readers(restrictions: list[PageViewRestriction]) -> tuple[str, ...]:
    """Any one of the keys opens a document, so « both of these groups » cannot be said: nobody finds it by search."""
    kinds = [restriction.restriction_type for restriction in restrictions]
    reserved = [r for r in restrictions if r.restriction_type == PageViewRestriction.GROUPS]
    if PageViewRestriction.PASSWORD in kinds or len(reserved) > 1:
        return ()
    if reserved:
        return (*sorted(group_key(group.pk) for group in reserved[0].groups.all()), SUPERUSER)
    return (MEMBER,) if restrictions else (PUBLIC,)


def document_of(page: KnowledgePage, readers: tuple[str, ...]) -> Document:
    """Everything a search may find this page by."""
    updated = page.last_published_at or timezone.now()
    filed = {name: list(getattr(page, name).all()) for name in TOLD}
    return Document(
        ref=page.ref,
        title=page.title,
        url=page.get_url() or "",
        readers=readers,
        summary=page.summary,
        body=" ".join(_texts(page)),
        tags=tuple(sorted(set(_words(filed)))),  # As databases give them, they would seem to change.
        facets=_facets(page, filed),
        date=page.verified_on or timezone.localdate(updated),
        source_id=page.source_id,
    )


def _texts(page: KnowledgePage) -> Iterable[str]:
    yield plain(page.body)
    for section in page.sections:
        yield plain(getattr(page, section.field))


def _words(filed: Relations) -> Iterable[str]:
    yield from (tag.name for tag in filed["tags"])
    for name in ("themes", "audiences", "topics", "stages", "sectors"):
        yield from (term.label for term in filed[name])
    yield from (basin.name for basin in filed["basins"])
    yield from (str(person) for person in filed["contributors"])


def _facets(page: KnowledgePage, filed: Relations) -> Mapping[str, tuple[str, ...]]:
    themes = {slug for theme in filed["themes"] for slug in (theme.slug, theme.parent and theme.parent.slug) if slug}
    facets = {
        "theme": tuple(sorted(themes)),
        "audience": tuple(term.slug for term in filed["audiences"]),
        "topic": tuple(term.slug for term in filed["topics"]),
        "stage": tuple(term.slug for term in filed["stages"]),
        "sector": tuple(term.slug for term in filed["sectors"]),
        "basin": tuple(basin.slug for basin in filed["basins"]),
        "user": tuple(page.used_by),
        "coconstructed": ("oui",) if getattr(page, "coconstructed", False) else (),
    }
    return {name: slugs for name, slugs in facets.items() if slugs}
