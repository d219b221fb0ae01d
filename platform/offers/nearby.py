"""Services like another thing, the nearest first: what to try when this one is not possible."""

from collections.abc import Sequence

from django.db.models import Case, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast

from offers.models import Offer, OfferQuerySet
from offers.zones import EVERYWHERE
from territories.models import Country

MOST_CODES = 20
_AREA_DIGITS = {Country.FR.value: 2, Country.BE.value: 1}
"""A department of France, about a province of Belgium, are the first digits of a postcode."""


def like(theme_slugs: Sequence[str], basin_slugs: Sequence[str]) -> OfferQuerySet:
    """Published services of these themes: in these basins first, then bound to no place; the newest first."""
    found = _sorted_under(theme__slug__in=theme_slugs)
    nearest = Case(
        When(municipality__basin__slug__in=basin_slugs, then=Value(0)),
        When(municipality__isnull=True, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.with_relations().order_by(nearest, "-updated_on", "pk")


def alternatives_to(offer: Offer, limit: int = 3) -> Sequence[Offer]:
    """Services of the same themes in the same department or province, or bound to no place; the nearest first."""
    themes = [theme.pk for theme in offer.theme_list]
    if not themes:
        return []
    found = _sorted_under(theme_id__in=themes).alias(zone_text=Cast("zones", TextField()))
    found = found.filter(_reachable(offer), country=offer.country).exclude(pk=offer.pk)
    basin = offer.municipality.basin_id if offer.municipality else None
    ranks = [When(municipality=offer.municipality_id, then=Value(0))] if offer.municipality_id else []
    ranks += [When(municipality__basin=basin, then=Value(1))] if basin else []
    rank = Case(*ranks, When(municipality__isnull=False, then=Value(2)), default=Value(3), output_field=IntegerField())
    return list(found.with_relations().order_by(rank, "-updated_on", "pk")[:limit])


def _sorted_under(**themes: object) -> OfferQuerySet:
    sorted_under = Offer.themes.through._default_manager.filter(**themes)
    return Offer.objects.published().filter(pk__in=sorted_under.values("offer_id"))


def _reachable(offer: Offer) -> Q:
    """In the same basin, department or province; or received nowhere in particular, and open to the same people."""
    near = Q(pk__in=())
    if offer.postcode:
        near = Q(postcode__startswith=offer.postcode[: _AREA_DIGITS[offer.country]]) & ~Q(municipality=None)
    if offer.municipality and offer.municipality.basin_id:
        near |= Q(municipality__basin=offer.municipality.basin_id)
    open_here = Q(zones__isnull=True)
    for code in _codes(offer)[:MOST_CODES]:
        open_here |= Q(zone_text__contains=f'"{code}"')
    return near | (Q(municipality=None) & open_here)


def _codes(offer: Offer) -> list[str]:
    """Zones that hold the place of this offer, or its own zones when it has no place."""
    nation = [code for code in EVERYWHERE if code.startswith(offer.country)]
    if not offer.postcode:
        return [*nation, *(offer.zones or ())]
    return [*nation, f"{offer.country}:{offer.postcode[:2]}", *filter(None, [offer.municipality_id])]
