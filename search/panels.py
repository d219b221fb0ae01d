"""What search knows of a place: the themes that come up most there."""

from urllib.parse import urlencode

from django.urls import reverse

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from search.document import reader_keys
from search.engines import engine
from search.port import Query
from vocabulary.models import Theme

SHOWN = 8


def themes_of_the_place(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a basin's or a territory's page: its main themes, each leading to what is filed under it there."""
    basins = tuple(facets.get("basin", ()))
    if not basins:
        return None
    asked = Query(reader_keys(viewer), filters={"basin": basins}, limit=0, count=("theme",))
    counts = {slug: n for slug, n in engine().search(asked).counts.get("theme", {}).items() if "--" not in slug}
    most = sorted(counts, key=lambda slug: (-counts[slug], slug))[:SHOWN]
    known = Theme.objects.in_bulk(most, field_name="slug")
    lines = [(known[slug], counts[slug], _address(slug, basins)) for slug in most if slug in known]
    return Panel("Thèmes d’ici", "search/_themes_of_the_place.html", {"lines": lines}) if lines else None


def _address(theme: str, basins: tuple[str, ...]) -> str:
    return f"{reverse('search')}?{urlencode({'theme': theme, 'bassin': basins}, doseq=True)}"
