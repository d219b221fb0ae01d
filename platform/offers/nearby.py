"""Services like another thing: the nearest first, then those that share most themes, then the newest."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Cast

from cards.kinds import Viewer
from offers.areas import AREAS
from offers.models import Offer, OfferQuerySet
from offers.zones import EVERYWHERE, holding
from territories.models import Basin, Country

MOST_CODES = 20
_AREA_DIGITS = {Country.FR.value: 2, Country.BE.value: 1}
"""A department of France, about a province of Belgium, are the first digits of a postcode."""


def like(theme_slugs: Sequence[str], basin_slugs: Sequence[str], viewer: Viewer) -> OfferQuerySet:
    """Published services of these themes or their finer ones: in these basins, then bound to no place, then others of
    the same countries. Of everywhere when no basin is named."""
    nearest = Case(
        When(municipality__basin__slug__in=basin_slugs, then=Value(0)),
        When(municipality__isnull=True, zones__isnull=True, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = _sharing(Q(theme__slug__in=theme_slugs) | Q(theme__parent__slug__in=theme_slugs), nearest, viewer)
    countries = Basin.objects.filter(slug__in=basin_slugs).values("territory__country")
    return found.filter(country__in=countries) if basin_slugs else found


def alternatives_to(offer: Offer, viewer: Viewer, limit: int = 3) -> Sequence[Offer]:
    """Services of the same themes in the same department or province, or bound to no place."""
    themes = [theme.pk for theme in offer.theme_list]
    if not themes:
        return []
    basin = offer.municipality.basin_id if offer.municipality else None
    ranks = [When(municipality=offer.municipality_id, then=Value(0))] if offer.municipality_id else []
    ranks += [When(municipality__basin=basin, then=Value(1))] if basin else []
    rank = Case(*ranks, When(municipality__isnull=False, then=Value(2)), default=Value(3), output_field=IntegerField())
    found = _sharing(Q(theme__in=themes), rank, viewer).alias(zone_text=Cast("zones", TextField()))
    return list(found.filter(_reachable(offer), country=offer.country).exclude(pk=offer.pk)[:limit])


def _sharing(themes: Q, place: Case, viewer: Viewer) -> OfferQuerySet:
    """Published services of such themes: by the rank of their place, those that share most themes, the newest."""
    sorted_under: Any = Offer.themes.through._default_manager.filter(themes).order_by()
    shared = sorted_under.filter(offer=OuterRef("pk")).values("offer").annotate(number=Count("pk")).values("number")
    found = Offer.objects.visible_to(viewer).published().filter(pk__in=sorted_under.values("offer")).with_relations()
    return found.order_by(place, Subquery(shared).desc(), "-updated_on", "pk")


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
    if offer.municipality_id:
        return sorted(holding(offer.municipality_id))
    nation = [code for code in EVERYWHERE if code.startswith(offer.country)]
    if not offer.postcode:
        return [*nation, *(offer.zones or ())]
    # A department of France is how its postcodes begin, outside Corsica; nothing of the kind in Belgium.
    return [*nation, *(a for end in (2, 3) if (a := f"{offer.country}:{offer.postcode[:end]}") in AREAS)]
