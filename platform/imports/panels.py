"""The last imports, on the front page of the administration."""

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from imports.desks import open_to
from imports.models import ImportRun

SHOWN = 5


def last_imports(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """What was brought in lately, by whom, and how far it is; for those who may import."""
    recent = ImportRun.objects.filter(desk__in=open_to(viewer)).select_related("by")
    runs = list(recent.defer("found", "matching", "report")[:SHOWN])
    return Panel("Derniers imports", "imports/last_imports.html", {"runs": runs}) if runs else None
