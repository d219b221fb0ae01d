"""Telling that pages changed: recorded with the change, together when a piece of work changes many."""

from collections.abc import Iterable

from wagtail.models import Page
from wagtail.query import PageQuerySet

from cards.refs import Ref
from fichesactions.events import PagesChanged
from fichesactions.models import KnowledgePage, ref_of
from outbox.transactions import tell


def pages_changed(refs: Iterable[Ref]) -> None:
    """Owe it to the subscribers, in the transaction under way, or in one of its own where Wagtail opened none."""
    tell(PagesChanged, refs)


def refs_below(page: Page) -> list[Ref]:
    """This page and all below it, those that one can point at; drafts too, since they may just have been withdrawn."""
    return refs_of(KnowledgePage.objects.descendant_of(page, inclusive=True))


def refs_of(pages: PageQuerySet) -> list[Ref]:
    """The Refs of these pages, in one query."""
    return [ref_of(page) for page in pages.order_by("pk").only("pk", "content_type")]
