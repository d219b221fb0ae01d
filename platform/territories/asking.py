"""À qui m’adresser: whom to ring first from a place, the nearest before the widest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from cards.kinds import Card, Viewer, cards_for
from territories.models import MOST_CONTACTS, Basin, FirstContact, Place, Territory
from territories.places import Place as Spot


@dataclass(frozen=True, slots=True)
class Whom:
    """The first contacts of a place, for whoever is there."""

    where: str
    country: str
    contacts: Sequence[FirstContact] = ()
    structures: dict[str, Card] = field(default_factory=dict)
    """Cards of the organisations known here, by their Ref as written in the contact."""

    @property
    def lines(self) -> list[tuple[FirstContact, Card | None]]:
        """Each contact, with the organisation that this reader may see."""
        return [(contact, self.structures.get(contact.organisation)) for contact in self.contacts]


def whom_around(spot: Spot, viewer: Viewer) -> Whom:
    """From a place that was understood: its municipality's contacts, then its basin's, then its territory's."""
    of = Q(municipality__code=spot.municipality) | Q(basin__slug=spot.basin or None)
    return _whom(spot.name, spot.country, of | Q(territory__slug=spot.territory or None), viewer)


def whom_in(place: Place, viewer: Viewer) -> Whom:
    """From a basin or a territory's own door."""
    if isinstance(place, Territory):
        return _whom(place.name, place.country, Q(territory=place), viewer)
    of = Q(basin=place) | Q(territory=place.territory_id)
    return _whom(place.name, place.territory.country, of, viewer)


def whom_in_basins(slugs: Iterable[str], viewer: Viewer) -> Whom | None:
    """From the basins that a list is narrowed down to; None when they are of several territories, or none."""
    basins = list(Basin.objects.filter(slug__in=list(slugs)).select_related("territory"))
    lands = {basin.territory for basin in basins}
    if len(basins) == 1:
        return whom_in(basins[0], viewer)
    return whom_in(lands.pop(), viewer) if len(lands) == 1 else None


def _whom(where: str, country: str, of: Q, viewer: Viewer) -> Whom:
    """One query, and one for the organisations among them."""
    found = sorted(FirstContact.objects.filter(of), key=_nearest_first)[:MOST_CONTACTS]
    refs = [contact.thing for contact in found if contact.thing]
    cards = {str(card.ref): card for card in cards_for(refs, viewer)} if refs else {}
    return Whom(where, country, found, cards)


def _nearest_first(contact: FirstContact) -> tuple[int, int]:
    reach = 0 if contact.municipality_id else 1 if contact.basin_id else 2
    return reach, contact.position
