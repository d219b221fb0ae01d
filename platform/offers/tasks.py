"""What the worker does when words, places or the days change what search knows of services."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from cards.refs import Ref
from offers.cards import EVERYONE
from offers.events import OffersChanged
from offers.freshness import DUE_DAYS
from offers.models import Offer
from offers.zones import holding
from outbox.transactions import tell_by_batches
from territories.models import Municipality

MISSED_DAYS = 7
"""A site that was off for a week still tells of the services that grew old meanwhile."""


@task(priority=40)
def tell_of_terms(event: str = "", refs: Sequence[Sequence[str]] = ()) -> int:
    """Hears TermsChanged: services filed under these themes, or finer ones, and for these audiences."""
    themes = [key for kind, key in refs if kind == "theme"]
    audiences = [key for kind, key in refs if kind == "audience"]
    if audiences:
        audiences.append(EVERYONE)  # What is open to all is filed under every audience.
    filed = Q(themes__slug__in=themes) | Q(themes__parent__slug__in=themes) | Q(audiences__slug__in=audiences)
    offers = Offer.objects.published().filter(filed).order_by("pk").distinct()
    return _tell(offers.values_list("pk", flat=True))


@task(priority=40)
def tell_of_places(event: str = "", refs: Sequence[Sequence[str]] = ()) -> int:
    """Hears PlacesChanged: services that stand in these places, or that are offered to them."""
    basins = [key for kind, key in refs if kind == "basin"]
    codes = {key for kind, key in refs if kind == "municipality"}
    codes |= set(Municipality.objects.filter(basin__slug__in=basins).values_list("code", flat=True))
    return _tell(_offered_to(codes))


@task(priority=40)
def tell_of_the_newly_stale() -> int:
    """Every day: services that are past reliance since today weigh less in search."""
    last = timezone.localdate() - timedelta(days=DUE_DAYS + 1)
    grown_old = Offer.objects.published().filter(updated_on__range=(last - timedelta(days=MISSED_DAYS), last))
    return _tell(grown_old.order_by("pk").values_list("pk", flat=True))


def _offered_to(codes: Collection[str]) -> Iterator[int]:
    zones_there = {zone for code in codes for zone in holding(code)}
    countries = {code[:2] for code in codes}
    offers = Offer.objects.published().order_by("pk").values_list("pk", "municipality_id", "zones", "country")
    for pk, municipality, zones, country in offers.iterator(chunk_size=2000):
        open_there = country in countries if zones is None else not zones_there.isdisjoint(zones)
        if municipality in codes or open_there:
            yield pk


def _tell(offers: Iterable[int]) -> int:
    refs = [Ref("offer", str(pk)) for pk in offers]
    tell_by_batches(OffersChanged, refs)
    return len(refs)
