"""Wagtail's border: its signals become events, in the transaction of the change."""

from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from fichesactions.changes import pages_changed, refs_below, refs_of
from fichesactions.models import KnowledgePage
from territories.models import Basin
from vocabulary.models import Audience, PathStage, PracticeTopic, Sector, Theme

FACETS: dict[type[models.Model], str] = {
    Theme: "themes",
    Audience: "audiences",
    PracticeTopic: "topics",
    PathStage: "stages",
    Sector: "sectors",
    Basin: "basins",
    Tag: "tags",
}
"""Whose words stand in cards and documents, and the field of a page that points at them."""
WORDS = ("label", "name", "slug", "mark", "parent_id")


def page_changed(instance: Page, **kwargs: Any) -> None:
    """Published or retired. Deleting a page retires it and all below it first, so a deletion is told here too.

    A folder's new address is published with it, and with it the addresses of all below.
    """
    pages_changed([instance.ref] if isinstance(instance, KnowledgePage) else refs_below(instance))


def subtree_changed(instance: Page, **kwargs: Any) -> None:
    """Moved, or its address changed: so did every address below it, and perhaps who may read.

    Wagtail tells of an address after the commit; when it was published, `page_changed` has told of it within.
    """
    pages_changed(refs_below(instance))


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Privacy set, changed or lifted: no publishing signal tells of it, and it holds for the whole subtree."""
    pages_changed(refs_below(instance.page))


def restriction_groups_changed(instance: models.Model, action: str, **kwargs: Any) -> None:
    """The groups a page is reserved to are saved after the restriction itself."""
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        restriction_changed(instance)


def note_renaming(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """Before a word of the vocabulary is saved: is it about to read otherwise? Loading the same data again is not."""
    before = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    instance._renamed = before is not None and any(
        getattr(before, name, None) != getattr(instance, name, None) for name in WORDS
    )


def renamed(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """A word reads otherwise now: so do the cards and documents of the pages filed under it."""
    if instance._renamed:
        word_changed(sender, instance)


def word_changed(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """A word is about to go, with the pages still filed under it."""
    pages_changed(refs_of(KnowledgePage.objects.filter(**{FACETS[sender]: instance.pk}).distinct()))


def connect() -> None:
    """Listen; called once, when the application is ready."""
    page_published.connect(page_changed)
    page_unpublished.connect(page_changed)
    page_slug_changed.connect(subtree_changed)
    post_page_move.connect(subtree_changed)
    post_save.connect(restriction_changed, sender=PageViewRestriction)
    post_delete.connect(restriction_changed, sender=PageViewRestriction)
    m2m_changed.connect(restriction_groups_changed, sender=PageViewRestriction.groups.through)
    for model in FACETS:
        pre_save.connect(note_renaming, sender=model)
        post_save.connect(renamed, sender=model)
        pre_delete.connect(word_changed, sender=model)
