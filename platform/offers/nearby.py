"""Services like another thing: the search index is asked by themes and place, the database says what may be shown."""

from collections.abc import Sequence
from dataclasses import replace

from cards.kinds import Viewer
from offers.models import Offer, OfferQuerySet
from offers.zones import basins_of
from search.alike import alike
from search.document import apart_key, basin_key, reader_keys
from search.port import Hit, Near, Query
from territories.models import Basin

FARTHEST = 50.0
"""Kilometres beyond which a service is no alternative to one here."""
RING = 10.0
"""Kilometres within which what two services share tells more than which is nearer."""
SPARE = 3
"""Times as many hits as are shown: some are of the other country, or gone since they were indexed."""


def like(theme_slugs: Sequence[str], basin_slugs: Sequence[str], viewer: Viewer, limit: int = 3) -> list[Offer]:
    """Published services of these themes or their finer ones: offered in these basins, else in the same countries.
    Of everywhere when no basin is named."""
    query = _query(viewer, limit)
    if not basin_slugs:
        return _read(alike(query, themes=theme_slugs), Offer.objects.visible_to(viewer), limit)
    hits = alike(_in_basins(query, basin_slugs), themes=theme_slugs)
    if not hits:
        countries = Basin.objects.filter(slug__in=basin_slugs).values("territory__country")
        wider = Basin.objects.filter(territory__country__in=countries).values_list("slug", flat=True)
        hits = alike(_in_basins(query, tuple(wider)), themes=theme_slugs)
    return _read(hits, Offer.objects.visible_to(viewer), limit)


def alternatives_to(offer: Offer, viewer: Viewer, limit: int = 3) -> list[Offer]:
    """Services of the same fine themes that stand near or come to the people of its place, else those of the same
    category that stand near. Instead of a withdrawn one, anything of its place is better than nothing."""
    query = _query(viewer, limit)
    others = Offer.objects.visible_to(viewer).filter(country=offer.country).exclude(pk=offer.pk)
    fine = [theme.slug for theme in offer.theme_list if theme.parent]
    if fine and (found := _read(_around(offer, fine, query), others, limit)):
        return found
    categories = [(theme.parent or theme).slug for theme in offer.theme_list]
    if categories and (found := _read(_near(offer, categories, query), others, limit)):
        return found
    return _read(_around(offer, [], query), others, limit) if offer.withdrawn_on else []


def _query(viewer: Viewer, limit: int) -> Query:
    return Query(reader_keys(viewer), filters={"kind": ("offer",)}, limit=limit * SPARE)


def _in_basins(query: Query, slugs: Sequence[str]) -> Query:
    return replace(query, filters={**query.filters, "basin": tuple(slugs)})


def _around(offer: Offer, themes: Sequence[str], query: Query) -> list[Hit]:
    """What stands near, then what comes to these people."""
    near = _near(offer, themes, query)
    if len(near) > query.limit // SPARE:
        return near
    return [*near, *alike(query, themes=themes, places=_places(offer))]


def _near(offer: Offer, themes: Sequence[str], query: Query) -> list[Hit]:
    """The nearest in rings, those that share most first in each; nothing for a service that stands nowhere."""
    if not offer.point:
        return []
    found = alike(replace(query, near=Near(*offer.point), sort="distance"), themes=themes)
    near = [hit for hit in found if hit.distance is not None and hit.distance <= FARTHEST]
    return sorted(near, key=lambda hit: ((hit.distance or 0) // RING, -hit.score))


def _places(offer: Offer) -> list[str]:
    """What documents hold that are offered to the people of its place, or of its zone when it has none."""
    if offer.municipality_id is None:
        basins = basins_of(offer.zones or ())
    else:
        here = offer.municipality and offer.municipality.basin
        basins = [here.slug] if here else []
    named = [offer.municipality_id] if offer.municipality_id else []
    return [*named, *map(basin_key, basins), *map(apart_key, basins), apart_key(offer.country)]


def _read(hits: Sequence[Hit], among: OfferQuerySet, limit: int) -> list[Offer]:
    """The first of these that may be shown, in their order."""
    rank = {int(hit.ref.key): number for number, hit in reversed(list(enumerate(hits)))}
    found = among.published().filter(pk__in=rank).for_cards() if rank else ()
    return sorted(found, key=lambda offer: rank[offer.pk])[:limit]
