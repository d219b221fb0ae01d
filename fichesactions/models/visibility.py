"""Which pages a reader may see: the one rule behind page lists, search, feeds, cards and the site map."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from cards.kinds import Viewer


def visible_q(viewer: Viewer) -> Q:
    """Published pages that nothing, on them or above them, closes to this reader.

    A shared password opens the page alone, never a list. An alias is left to its original.
    """
    target = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.alias(target=target).filter(target__startswith=F("page__path"))
    return Q(live=True, alias_of=None) & Q(~Exists(above.filter(_closed_to(viewer))))


def _closed_to(viewer: Viewer) -> Q:
    password = Q(restriction_type=PageViewRestriction.PASSWORD)
    if not viewer.is_authenticated:
        return Q()
    if getattr(viewer, "is_superuser", False):
        return password
    mine = PageViewRestriction.groups.through.objects.filter(
        pageviewrestriction_id=OuterRef("pk"), group__user=viewer.pk
    )
    return password | (Q(restriction_type=PageViewRestriction.GROUPS) & Q(~Exists(mine)))


class VisiblePageQuerySet(PageQuerySet):
    """Pages, with the one question every list asks."""

    def visible_to(self, viewer: Viewer) -> "VisiblePageQuerySet":
        """Those this reader may see, in one query whatever the number of restrictions."""
        return self.filter(visible_q(viewer))


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
