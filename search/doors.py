"""Territories and basins as they are found: search knows them, they lie too low in the house to know search."""

from collections.abc import Mapping, Sequence

from django.utils.text import capfirst

from outbox.events import Event
from search.document import Document, basin_key
from search.ledger import raise_for
from territories.cards import BasinKind, TerritoryKind
from territories.models import Basin, Country, Territory

WEIGHT = 1.3
"""Whoever types the name of a place and nothing else means its door."""


class FoundBasin(BasinKind):
    """Basins that can be found: « bassin de Verviers »."""

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        found = Basin.objects.filter(slug__in=keys).select_related("territory").defer("outline").order_by()
        return {
            basin.slug: Document(
                ref=basin.ref,
                title=capfirst(basin.full_name),
                url=basin.get_absolute_url(),
                tags=(basin.name, basin.territory.name),
                facets={"basin": (basin.slug,)},
                offered_in=(basin_key(basin.slug),),
                weight=WEIGHT,
            )
            for basin in found
        }


class FoundTerritory(TerritoryKind):
    """Territories that can be found: « Charente »."""

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        found = Territory.objects.filter(slug__in=keys).prefetch_related("basins").order_by()
        return {territory.slug: self._document(territory) for territory in found}

    def _document(self, territory: Territory) -> Document:
        slugs = tuple(sorted(basin.slug for basin in territory.basins.all()))
        return Document(
            ref=territory.ref,
            title=territory.name,
            url=territory.get_absolute_url(),
            summary=territory.leading_body,
            tags=("territoire", "département") if territory.country == Country.FR else ("territoire",),
            facets={"basin": slugs},
            offered_in=tuple(map(basin_key, slugs)),
            weight=WEIGHT,
        )


basin = FoundBasin()
territory = FoundTerritory()


def raise_basins(event: Event) -> None:
    """Subscriber, paid at once: basins are also found by the name of their territory, and named in its words."""
    named = [ref.key for ref in event.refs if ref.kind == "territory"]
    raise_for(each.ref for each in Basin.objects.filter(territory__slug__in=named).only("slug").order_by())
