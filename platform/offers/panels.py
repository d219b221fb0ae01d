"""Services on the pages of other rooms."""

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from offers.cards import card_of
from offers.models import Offer, OfferQuerySet
from offers.nearby import like

SHOWN = 3


def recent_offers(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On the front page: what sources touched last."""
    offers = Offer.objects.visible_to(viewer).published().with_relations().order_by("-updated_on", "-pk")
    return _panel("Services et aides mis à jour récemment", offers)


def offers_of_the_same_themes(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Beside a sheet: services of its themes, those of its basins first."""
    themes = facets.get("theme", ())
    return _panel("Services liés", like(themes, facets.get("basin", ()), viewer)) if themes else None


def _panel(title: str, offers: OfferQuerySet) -> Panel | None:
    cards = [card_of(offer) for offer in offers[:SHOWN]]
    return Panel(title, "offers/_panel.html", {"cards": cards}) if cards else None
