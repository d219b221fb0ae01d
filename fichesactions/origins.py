"""The organisations that pages come from, as both sides show them.

A page keeps pointing at the structure its editor chose: that one may have been merged into another since, and be
parted from it again. Whoever reads goes through `merged_into`, so that nothing has to follow,
in published pages and in drafts.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Coalesce

from accounts.models import Organisation
from accounts.structures.events import OrganisationsChanged
from cards.kinds import Viewer
from cards.refs import Ref
from fichesactions.models import KnowledgePage, Origin
from fichesactions.models.visibility import VisiblePageQuerySet
from outbox.events import Event
from outbox.transactions import tell

STANDING = Coalesce("organisation__merged_into", "organisation")


def organisations_behind(keys: Iterable[int], viewer: Viewer) -> Sequence[Organisation]:
    """Those of these keys that this reader may see, in their order."""
    order = list(dict.fromkeys(keys))
    found = Organisation.objects.visible_to(viewer).only("slug", "name").in_bulk(order)
    return [found[key] for key in order if key in found]


def pages_from(organisation: int, viewer: Viewer) -> VisiblePageQuerySet:
    """The pages that come from this organisation, or from one that was merged into it, and that this reader may see."""
    rows = Origin.objects.alias(standing=STANDING).filter(standing=organisation)
    return KnowledgePage.objects.filter(pk__in=rows.values("page")).visible_to(viewer)


def tell_organisations(event: Event) -> None:
    """Hears PagesChanged, in its transaction: what these pages come from is found by their themes."""
    pages = [int(ref.key) for ref in event.refs]
    rows = Origin.objects.filter(page__in=pages).annotate(standing=STANDING)
    tell(OrganisationsChanged, [Ref("organisation", str(pk)) for pk in rows.values_list("standing", flat=True)])


class Deeds:
    """What pages tell of the organisations they come from (config/deeds.py)."""

    def persons_named(self, organisations: Collection[int]) -> Mapping[int, Collection[str]]:
        """Who is credited on their pages: an address of theirs that bears such a name is somebody's."""
        return self._said(organisations, "page__contributors__name")

    def themes_of(self, organisations: Collection[int]) -> Mapping[int, Collection[str]]:
        """The themes of their pages that everyone may read, with the parents."""
        found = self._said(organisations, "page__themes__slug", "page__themes__parent__slug")
        return {organisation: sorted(slugs) for organisation, slugs in found.items()}

    def _said(self, organisations: Collection[int], *columns: str) -> dict[int, list[str]]:
        rows = Origin.objects.annotate(standing=STANDING).filter(
            standing__in=organisations, page__in=KnowledgePage.objects.visible_to(AnonymousUser()).values("pk")
        )
        found: dict[int, dict[str, None]] = {}
        for organisation, *said in rows.order_by().values_list("standing", *columns).distinct():
            found.setdefault(organisation, {}).update(dict.fromkeys(each for each in said if each))
        return {organisation: list(each) for organisation, each in found.items() if each}


deeds = Deeds()
