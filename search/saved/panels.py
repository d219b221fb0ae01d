"""« Mes recherches », in « Mon espace »."""

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from search.saved.shelf import brief

SHOWN = 5


def my_searches(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """The searches one keeps, with those that have something new."""
    if not viewer.is_authenticated:
        return None
    lines = brief(int(viewer.pk), SHOWN + 1)
    return Panel("Mes recherches", "search/saved/_panel.html", {"lines": lines[:SHOWN], "more": len(lines) > SHOWN})
