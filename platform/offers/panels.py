"""Services on the pages of other rooms."""

from typing import cast

from cards.kinds import Viewer, kinds
from cards.panels import Panel
from cards.refs import Ref
from offers.cards import card_of
from offers.models import Offer
from offers.nearby import like
from search.document import Findable

SHOWN = 3


def recent_offers(viewer: Viewer, ref: Ref | None) -> Panel | None:
    """On the front page: what sources touched last."""
    offers = Offer.objects.visible_to(viewer).published().with_relations().order_by("-updated_on", "-pk")[:SHOWN]
    cards = [card_of(offer) for offer in offers]
    return Panel("Services et aides mis à jour récemment", "offers/_panel.html", {"cards": cards}) if cards else None


def offers_of_the_same_themes(viewer: Viewer, ref: Ref | None) -> Panel | None:
    """Beside a sheet: services of its themes, those of its basins first. Its owner says which themes and basins."""
    if ref is None:
        return None
    sheets = cast(Findable, kinds()[ref.kind])
    document = sheets.documents([ref.key]).get(ref.key)
    if document is None:
        return None
    offers = like(document.facets.get("theme", ()), document.facets.get("basin", ())).visible_to(viewer)[:SHOWN]
    cards = [card_of(offer) for offer in offers]
    return Panel("Services liés", "offers/_panel.html", {"cards": cards}) if cards else None
