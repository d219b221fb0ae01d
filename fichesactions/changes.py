"""Telling that pages changed: recorded with the change, together when a piece of work changes many."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cards.refs import Ref
from fichesactions.events import PagesChanged
from fichesactions.models import KnowledgePage, ref_of
from outbox.events import record_in_batches

_collected: ContextVar[set[Ref] | None] = ContextVar("changed pages, held until the piece of work ends", default=None)


def pages_changed(refs: Iterable[Ref]) -> None:
    """Owe it to the subscribers, in the transaction under way, or in one of its own where Wagtail opened none."""
    refs = set(refs)
    held = _collected.get()
    if held is not None:
        held.update(refs)
    elif refs:
        with transaction.atomic():
            record_in_batches(PagesChanged, sorted(refs))


@contextmanager
def one_change() -> Iterator[None]:
    """A transaction whose changes of pages are told by one event at its end, not by one a page."""
    with transaction.atomic():
        token = _collected.set(set())
        try:
            yield
            refs = _collected.get() or set()
        finally:
            _collected.reset(token)
        pages_changed(refs)


def refs_below(page: Page) -> list[Ref]:
    """This page and all below it, those that one can point at; drafts too, since they may just have been withdrawn."""
    return refs_of(KnowledgePage.objects.descendant_of(page, inclusive=True))


def refs_of(pages: PageQuerySet) -> list[Ref]:
    """The Refs of these pages, in one query."""
    return [ref_of(page) for page in pages.order_by("pk").only("pk", "content_type")]
