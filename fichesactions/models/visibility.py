"""Which pages a reader may see: the one rule behind page lists, search, feeds, cards and the site map."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from cards.kinds import Viewer


def visible_q(viewer: Viewer) -> Q:
    """Published pages that nothing, on them or above them, closes to this reader.

    A shared password opens the page alone, never a list. An alias is left to its original.
    """
    # Said so, SQLite does not walk the index of aliases, which holds every page that is none.
    return ~Q(alias_of__isnull=False) & Q(live=True) & _open_q(viewer, PageViewRestriction, "path", "page__path")


def open_files_q(viewer: Viewer) -> Q:
    """Images and documents that no restriction of their collection, or of one above, closes to this reader."""
    return _open_q(viewer, CollectionViewRestriction, "collection__path", "collection__path")


def _open_q(viewer: Viewer, model: type[BaseViewRestriction], path: str, restricted: str) -> Q:
    target = ExpressionWrapper(OuterRef(path), output_field=CharField())
    above = model.objects.alias(target=target).filter(target__startswith=F(restricted))
    return Q(~Exists(above.filter(_closed_to(viewer, model))))


def _closed_to(viewer: Viewer, model: type[BaseViewRestriction]) -> Q:
    password = Q(restriction_type=model.PASSWORD)
    if not viewer.is_authenticated:
        return Q()
    if getattr(viewer, "is_superuser", False):
        return password
    key = f"{model._meta.model_name}_id"
    mine = model.groups.through.objects.filter(**{key: OuterRef("pk"), "group__user": viewer.pk})
    return password | (Q(restriction_type=model.GROUPS) & Q(~Exists(mine)))


class VisiblePageQuerySet(PageQuerySet):
    """Pages, with the one question every list asks."""

    def visible_to(self, viewer: Viewer) -> "VisiblePageQuerySet":
        """Those this reader may see, in one query whatever the number of restrictions."""
        return self.filter(visible_q(viewer))


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
