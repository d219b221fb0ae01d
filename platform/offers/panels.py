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
from search.engines import engine
from search.newest import newest

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


def offers_of_the_place(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a basin's or a territory's page: what its people are offered, the last touched first, and how many in all."""
    basins = tuple(facets.get("basin", ()))
    if not basins:
        return None
    found = engine().search(newest(("offer",), basins, viewer, SHOWN))
    keys = [hit.ref.key for hit in found.hits]
    own = Offer.objects.visible_to(viewer).published().filter(pk__in=map(int, keys)).for_cards()
    cards = cards_of(sorted(own, key=lambda offer: keys.index(str(offer.pk))), marked=False)
    url = f"{reverse('offers')}?{urlencode({'bassin': basins}, doseq=True)}"
    context = {"cards": cards, "total": found.total, "url": url}
    return Panel("Services et aides", "offers/_of_the_place.html", context)


def _panel(title: str, offers: Iterable[Offer]) -> Panel | None:
    cards = cards_of(offers, marked=False)
    return Panel(title, "offers/_panel.html", {"cards": cards}) if cards else None
