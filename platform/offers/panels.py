"""Services on the pages of other rooms."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.db.models import Count, Window
from django.urls import reverse

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from offers.cards import cards_of
from offers.models import Offer
from offers.nearby import like

SHOWN = 3
MOST_OF_ONE = 12


def recent_offers(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On the front page: what sources touched last."""
    offers = Offer.objects.visible_to(viewer).published().for_cards().order_by("-updated_on", "-pk")
    return _panel("Services et aides mis à jour récemment", offers[:SHOWN])


def offers_of_the_same_themes(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Beside a sheet: services of its themes, those of its basins first."""
    themes = facets.get("theme", ())
    return _panel("Services liés", like(themes, facets.get("basin", ()), viewer, SHOWN)) if themes else None


def offers_of_the_organisation(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a structure's page: its services, else how many were withdrawn; past a dozen, the list has them all."""
    if ref is None:
        return None
    own = Offer.objects.visible_to(viewer).filter(organisation=int(ref.key))
    offers = list(own.published().for_cards().order_by("name", "pk").annotate(total=Window(Count("pk")))[:MOST_OF_ONE])
    context = {"cards": cards_of(offers), "total": 0, "url": "", "withdrawn": 0 if offers else own.count()}
    if offers and offers[0].organisation:
        address = f"{reverse('offers')}?{urlencode({'structure': offers[0].organisation.slug})}"
        context |= {"total": offers[0].total, "url": address}
    return Panel("Ses services et aides", "offers/_organisation.html", context)


def _panel(title: str, offers: Iterable[Offer]) -> Panel | None:
    cards = cards_of(offers, marked=False)
    return Panel(title, "offers/_panel.html", {"cards": cards}) if cards else None
