"""Wagtail's border: its signals become events, in the transaction of the change."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from taggit.models import Tag
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from accounts.models import Organisation
from accounts.structures.events import OrganisationsChanged
from cards.refs import Ref
from fichesactions.changes import pages_changed, refs_below, refs_of
from fichesactions.models import Contributor, KnowledgePage, Origin
from notifications.telling import tell
from outbox.transactions import tell as tell_rooms
from territories.models import Basin


def page_changed(instance: Page, **kwargs: Any) -> None:
    """Published or retired. Deleting a page retires it and all below it first, so a deletion is told here too.

    A folder's new address is published with it, and with it the addresses of all below.
    """
    pages_changed([instance.ref] if isinstance(instance, KnowledgePage) else refs_below(instance))


def tell_authors(instance: Page, **kwargs: Any) -> None:
    """Those who wrote a page learn that it is out for the first time, but for whoever pressed the button."""
    if not isinstance(instance, KnowledgePage) or instance.first_published_at != instance.last_published_at:
        return
    credited = Contributor.objects.filter(page=instance.pk, user__isnull=False).values_list("user", flat=True)
    people = {*credited, instance.owner_id} - {None, getattr(get_active_log_context().user, "pk", None)}
    if people:
        with transaction.atomic():
            tell(people, "page.published", instance.ref)


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


def group_goes(instance: Group, **kwargs: Any) -> None:
    """Told of before: the restrictions that name it lose it without a signal of their own."""
    for restriction in PageViewRestriction.objects.filter(groups=instance).select_related("page"):
        restriction_changed(restriction)


def note_renaming(instance: Tag, **kwargs: Any) -> None:
    """Before a tag is saved: is it about to read otherwise?"""
    instance._renamed = bool(instance.pk) and not Tag.objects.filter(pk=instance.pk, name=instance.name).exists()


def tag_renamed(instance: Tag, **kwargs: Any) -> None:
    """It reads otherwise now: so do the documents of the pages that carry it."""
    if instance._renamed:
        tag_goes(instance)


def tag_goes(instance: Tag, **kwargs: Any) -> None:
    """A tag is about to go, with the pages still under it."""
    pages_changed(refs_of(KnowledgePage.objects.filter(tags=instance).distinct()))


def origin_changed(instance: Origin, **kwargs: Any) -> None:
    """A page says that it comes from this organisation, or no longer does: only this row tells of the latter."""
    chosen = Organisation.objects.filter(pk=instance.organisation_id).annotate(standing=Coalesce("merged_into", "pk"))
    tell_rooms(OrganisationsChanged, [Ref("organisation", str(pk)) for pk in chosen.values_list("standing", flat=True)])


def basin_goes(instance: Basin, **kwargs: Any) -> None:
    """Told of before, since nothing says afterwards which pages were filed under it."""
    pages_changed(refs_of(KnowledgePage.objects.filter(basins=instance)))


def connect() -> None:
    """Listen; called once, when the application is ready."""
    page_published.connect(page_changed)
    page_published.connect(tell_authors)
    page_unpublished.connect(page_changed)
    page_slug_changed.connect(subtree_changed)
    post_page_move.connect(subtree_changed)
    post_save.connect(restriction_changed, sender=PageViewRestriction)
    post_delete.connect(restriction_changed, sender=PageViewRestriction)
    m2m_changed.connect(restriction_groups_changed, sender=PageViewRestriction.groups.through)
    pre_delete.connect(group_goes, sender=Group)
    pre_save.connect(note_renaming, sender=Tag)
    post_save.connect(tag_renamed, sender=Tag)
    pre_delete.connect(tag_goes, sender=Tag)
    pre_delete.connect(basin_goes, sender=Basin)
    post_save.connect(origin_changed, sender=Origin)
    post_delete.connect(origin_changed, sender=Origin)
