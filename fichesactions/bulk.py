"""Thousands of pages published at once: Django's own bulk writing refuses pages, so each of their tables is filled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db.models import F, Model
from django.utils import timezone
from django.utils.text import slugify
from modelsearch.backends import get_search_backend
from taggit.models import Tag
from wagtail.models import Page, ReferenceIndex

from fichesactions.changes import pages_changed
from fichesactions.importing.record import SheetRecord, read
from fichesactions.importing.words import Words
from fichesactions.importing.writing import SHELVES
from fichesactions.models import Contributor, KnowledgePage
from fichesactions.models.base import KnowledgeTag
from outbox.transactions import one_change

T = TypeVar("T")
BATCH = 100
"""Pages in one transaction: half a second of SQLite's only writer."""
SLUG = 80


def publish(raws: Iterable[Mapping[str, Any]]) -> int:
    """Publish the records, as `import_sheets` reads them, of which there is no page yet; how many there were.

    What is there already is left as it is. Each page counts as published on its `updated_at`, and has no revision
    before somebody edits it. Raises RefusedRecordError or UnknownWordError at the first record that cannot be a page.
    """
    words, written = Words(), 0
    for batch in _batches(raws):
        known = KnowledgePage.objects.filter(source_id__in=[raw["id"] for raw in batch])
        there = set(known.values_list("source_id", flat=True))
        records = [read(dict(raw), words) for raw in batch if raw["id"] not in there]
        with one_change():
            for model in dict.fromkeys(record.model for record in records):
                _write(model, [record for record in records if record.model is model])
        written += len(records)
    return written


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(things)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _write(model: type[KnowledgePage], records: Sequence[SheetRecord]) -> None:
    pages = _placed(model, records)
    rows = Page.objects.bulk_create(_parent_row(page) for page in pages)
    for page, row in zip(pages, rows, strict=True):
        page.id = page.page_ptr_id = row.pk
        page.knowledgepage_ptr_id = row.pk
    _fill(KnowledgePage, pages)
    _fill(model, pages)
    _file(list(zip(pages, records, strict=True)))
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    get_search_backend().add_bulk(model, pages)
    pages_changed([page.ref for page in pages])


def _placed(model: type[KnowledgePage], records: Sequence[SheetRecord]) -> list[Any]:
    """The pages, each with its place in the tree: the last ones of their shelf."""
    shelf = Page.objects.select_for_update().get(pk=SHELVES[model].objects.get().pk)
    last, slugs = shelf.get_last_child(), set(shelf.get_children().values_list("slug", flat=True))
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    pages = []
    for number, record in enumerate(records, start=step + 1):
        page = _born(record)
        page.slug = _free(slugify(page.title)[:SLUG].strip("-") or record.model.kind, slugs)
        slugs.add(page.slug)
        page.path, page.depth = Page._get_path(shelf.path, shelf.depth + 1, number), shelf.depth + 1
        page.url_path, page.locale_id = f"{shelf.url_path}{page.slug}/", shelf.locale_id
        pages.append(page)
    Page.objects.filter(pk=shelf.pk).update(numchild=F("numchild") + len(pages))
    return pages


def _born(record: SheetRecord) -> KnowledgePage:
    born = record.fields["source_updated_at"] or timezone.now()
    return record.model(
        live=True,
        has_unpublished_changes=False,
        first_published_at=born,
        last_published_at=born,
        source_id=record.id,
        fingerprint=record.fingerprint,
        draft_title=record.fields["title"],
        **record.fields,
    )


def _free(slug: str, taken: set[str]) -> str:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _parent_row(page: Page) -> Page:
    fields = [field for field in Page._meta.concrete_fields if not field.primary_key]
    return Page(**{field.attname: getattr(page, field.attname) for field in fields})


def _fill(model: type[Model], pages: Sequence[KnowledgePage]) -> None:
    """Rows of this one table of the pages: what `bulk_create` does, without its refusal of models of several tables."""
    table: Any = model._base_manager.get_queryset()
    table._batched_insert(pages, model._meta.local_concrete_fields, BATCH)


def _file(written: Sequence[tuple[KnowledgePage, SheetRecord]]) -> None:
    """What hangs on the pages: facets, tags, people."""
    for name in Words.facets:
        field = KnowledgePage._meta.get_field(name)
        page_id, row_id = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        through = field.remote_field.through
        through.objects.bulk_create(
            through(**{page_id: page.pk, row_id: row.pk}) for page, record in written for row in record.facets[name]
        )
    tags = _tags({name for _, record in written for name in record.tags})
    KnowledgeTag.objects.bulk_create(
        KnowledgeTag(content_object_id=page.pk, tag=tags[name]) for page, record in written for name in record.tags
    )
    Contributor.objects.bulk_create(
        Contributor(page_id=page.pk, sort_order=order, **person)
        for page, record in written
        for order, person in enumerate(record.contributors)
    )


def _tags(names: Iterable[str]) -> dict[str, Tag]:
    found = Tag.objects.in_bulk(list(names), field_name="name")
    return {name: found.get(name) or Tag.objects.create(name=name) for name in sorted(names)}
