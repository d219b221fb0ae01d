"""Where a search found nothing: people of the trade to ask, those who welcome visits, a way to add what misses."""

from urllib.parse import urlencode

from django.urls import reverse

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from search.document import reader_keys
from search.engines import engine
from search.port import Query
from territories.places import Place, understand

WHO = ("person", "organisation")


def people_to_turn_to(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Who is in the directory of the place asked for, or in all of it, as this reader may see them."""
    basins = _basins(facets)
    filters: dict[str, tuple[str, ...]] = {"kind": WHO, **({"basin": basins} if basins else {})}
    found = engine().search(Query(reader_keys(viewer), filters=filters, limit=0, count=("welcomes",)))
    where = [("bassin", slug) for slug in basins]
    context = {
        "total": found.total,
        "people_url": _directory(where),
        "hosts": found.counts.get("welcomes", {}).get("oui", 0),
        "hosts_url": _directory([*where, ("visites", "oui")]),
        "is_here": bool(basins),
    }
    return Panel("Ne restez pas sans réponse", "accounts/_turn_to.html", context)


def _basins(facets: Facets) -> tuple[str, ...]:
    for text in facets.get("place", ()):
        spot = understand(text)
        if isinstance(spot, Place) and spot.basin:
            return (spot.basin,)
    return tuple(facets.get("basin", ()))


def _directory(asked: list[tuple[str, str]]) -> str:
    return f"{reverse('directory')}?{urlencode(asked)}" if asked else reverse("directory")
