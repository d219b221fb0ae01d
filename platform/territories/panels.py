"""Places on the pages of other rooms: whom to ring, and pinning a page for one's basin."""

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from territories.asking import Whom, whom_around, whom_in_basins
from territories.emergencies import emergencies
from territories.models import StateOfPlay, facilitates_somewhere, runs_the_site
from territories.places import Place, understand

PINNED = ("sheet", "practice", "tool")
TITLE = "À qui m’adresser"


def whom_to_ask(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Where nothing was found: whom to ring from the place asked for, else where one is."""
    return _panel(_whom(viewer, facets))


def whom_to_ask_there(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Under a list of services with a place or a basin: whom to ring there."""
    whom = _whom(viewer, facets)
    return _panel(whom) if whom else None


def pin_gesture(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a page of knowledge, for those who write a state of play."""
    if ref is None or ref.kind not in PINNED or not viewer.is_authenticated:
        return None
    if not facilitates_somewhere(viewer) or (runs_the_site(viewer) and not StateOfPlay.objects.exists()):
        return None
    return Panel("Retenir pour mon bassin", "territories/_pin.html", {"ref": ref})


def _whom(viewer: Viewer, facets: Facets) -> Whom | None:
    """`place` is what was written in the field of the list, `basin` what it is narrowed down to."""
    for text in facets.get("place", ()):
        spot = understand(text)
        if isinstance(spot, Place):
            return whom_around(spot, viewer)
    basins = facets.get("basin", ())
    return whom_in_basins(basins, viewer) if basins else None


def _panel(whom: Whom | None) -> Panel:
    numbers = emergencies(whom.country)[:1] if whom else emergencies()
    return Panel(TITLE, "territories/_whom_panel.html", {"whom": whom, "emergencies": numbers})
