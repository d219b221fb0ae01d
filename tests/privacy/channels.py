"""Every way by which an object may reach a reader: each fetches, as the reader, all that this way shows of it."""

import json
from collections.abc import Callable, Mapping

from offers.models import Offer
from territories.models import Basin
from tests.privacy.objects import BASIN, THEME, Planted, Reader

SHELVES = {
    "sheet": "/fiches-actions/",
    "practice": "/bonnes-pratiques/",
    "tool": "/boite-a-outils/",
    "offer": "/services/",
    "organisation": "/annuaire/",
    "basin": "/territoires/",
}


def page(read: Reader, planted: Planted) -> str:
    """Its own address; a page that is missing does not even echo it."""
    return read(planted.path)


def document(read: Reader, planted: Planted) -> str:
    """Its own file, for a picture or a document."""
    return read(planted.file) if planted.file else ""


def shelf(read: Reader, planted: Planted) -> str:
    """The list of its kind, whole, and by theme."""
    return read(SHELVES[planted.kind]) + read(f"{SHELVES[planted.kind]}?theme={THEME}")


def search(read: Reader, planted: Planted) -> str:
    """The search page: by its word, and among all that carries its theme. What one typed does not count."""
    asked = read(f"/recherche/?q={planted.canary}")
    found = asked.partition('<ol class="list results"')[2].partition("</ol>")[0]
    followed = read(f"/recherche/flux.atom?q={planted.canary}").partition("<entry>")[2]
    return found + followed + read(f"/recherche/?theme={THEME}") + read("/recherche/?q=covoiturage")


def total(read: Reader, planted: Planted) -> str:
    """The number of results and the counts beside filters: they must not betray what is hidden."""
    answer = json.loads(read(f"/api/v1/search?q={planted.canary}"))
    counted = sum(value["count"] for values in answer["facets"].values() for value in values)
    button = json.loads(read(f"/recherche/compte.json?q={planted.canary}"))
    return planted.canary if answer["total"] or counted or button["total"] else ""


def suggest(read: Reader, planted: Planted) -> str:
    """What is proposed as one types, and what a typo is corrected to."""
    whole, begun, slip = planted.canary, planted.canary[:12], planted.canary[:-1]
    return (
        read(f"/api/v1/suggest?q={whole}")
        + read(f"/api/v1/suggest?q={begun}")
        + "".join(json.loads(read(f"/recherche/suggestions.json?q={begun}"))[1])
        + str(json.loads(read(f"/api/v1/search?q={slip}"))["corrected"] or "")
    )


def api(read: Reader, planted: Planted) -> str:
    """The public interface."""
    return read(f"/api/v1/search?q={planted.canary}") + read(f"/api/v1/search?theme={THEME}&size=50")


def export(read: Reader, planted: Planted) -> str:
    """The catalogue for other programs, whole."""
    return read("/api/v1/offers?size=500") + read("/api/v1/structures?size=500")


def home(read: Reader, planted: Planted) -> str:
    """The front door."""
    return read("/")


def related(read: Reader, planted: Planted) -> str:
    """Pages of others that show what resembles them."""
    neighbour = Offer.objects.get(source_id="essai--voisin")
    places = [
        f"/territoires/{basin.territory.slug}/{path}"
        for basin in Basin.objects.filter(slug=BASIN)
        for path in ("", f"{BASIN}/")
    ]
    return "".join(map(read, ["/fiches-actions/voisine/", neighbour.get_absolute_url(), *places]))


def feeds(read: Reader, planted: Planted) -> str:
    """Atom feeds: read by machines, so as a stranger would."""
    land = Basin.objects.get(slug=BASIN).territory.slug
    paths = ("fiches", f"themes/{THEME}", f"bassins/{BASIN}", f"territoires/{land}")
    return "".join(read(f"/fils/{path}.atom") for path in paths)


def sitemap(read: Reader, planted: Planted) -> str:
    """The site map; it names pages by their address, which holds the word too."""
    return (
        read("/sitemap.xml")
        + read("/sitemap-pages.xml")
        + read("/sitemap-services.xml")
        + read("/sitemap-structures.xml")
    )


CHANNELS: Mapping[str, Callable[[Reader, Planted], str]] = {
    "page": page,
    "document": document,
    "list": shelf,
    "search": search,
    "total": total,
    "suggest": suggest,
    "api": api,
    "home": home,
    "related": related,
    "feeds": feeds,
    "sitemap": sitemap,
    "export": export,
}
