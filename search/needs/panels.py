"""What is looked for in vain, where those who may answer begin their day."""

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from search.needs import report
from territories.keeping import keeps_everything
from territories.models import basins_of

SHOWN = 3


def sought_in_vain_in_admin(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On the front page of the administration: the three searches most often without a result, site-wide."""
    lines = report.lines("sans-reponse", limit=SHOWN) if keeps_everything(viewer) else []
    return Panel("Cherché sans résultat", "search/needs/admin_panel.html", {"lines": lines}) if lines else None


def sought_in_vain(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """In « mon espace » of those who facilitate or edit: the same, in the first of their basins that has some."""
    for basin in basins_of(viewer)[:1] if viewer.is_authenticated else ():
        if lines := report.lines("sans-reponse", basin=basin.slug, limit=SHOWN):
            return Panel("Cherché sans résultat", "search/needs/_panel.html", {"lines": lines, "basin": basin})
    return None
