"""What an address asks of a list: words, filters, a place, an order, a page. Every state of a list is an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest

from search.facets import FACETS, Labels
from search.port import Near
from search.query import MOST_CHARACTERS
from territories.named_lands import NamedLand, land_named
from territories.places import Elsewhere, Place, nearest_basin, understand
from territories.spelling import fold

RADII = (5, 10, 25, 50, 100)
USUAL_RADIUS = 25
ANYWHERE = "partout"
SORTS = {"pertinence": "relevance", "date": "date", "distance": "distance"}
MOST_VALUES = 50
"""Of all filters together."""
_SINGLE = ("q", "lieu", "rayon", "tri", "exact", "vue", "page")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a list, read and made safe."""

    path: str
    params: Mapping[str, tuple[str, ...]]
    """Known parameters as they stand in the address."""
    place: Place | None
    elsewhere: Elsewhere | None
    land: NamedLand | None = None
    """A territory or a basin that bears the name asked for: the place itself when no town does."""

    @property
    def q(self) -> str:
        return self.one("q")

    @property
    def place_text(self) -> str:
        return self.one("lieu")

    @property
    def exact(self) -> bool:
        return self.one("exact") == "1"

    @property
    def page(self) -> int:
        page = self.one("page")
        return max(1, int(page[:6])) if page.isdecimal() and page.isascii() else 1

    @property
    def sort(self) -> str:
        """The order in the words of the port: relevance needs words, without them the nearest come first; a distance
        needs a place, without it the newest do."""
        sort = SORTS.get(self.one("tri"), "relevance")
        if sort == "relevance" and not self.q:
            sort = "distance"
        if sort == "distance" and not self.place:
            sort = "relevance" if self.q else "date"
        return sort

    @property
    def radius(self) -> int | None:
        """Kilometres, or None for anywhere."""
        radius = self.one("rayon")
        if radius == ANYWHERE:
            return None
        return int(radius) if radius in map(str, RADII) else USUAL_RADIUS

    @property
    def near(self) -> Near | None:
        place = self.place
        if place is None or place.latitude is None or place.longitude is None:
            return None
        basin = place.basin or nearest_basin(place.latitude, place.longitude) or ""
        return Near(place.latitude, place.longitude, self.radius, place.municipality, basin, place.country)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """Values by facet, as the port takes them."""
        return {facet.name: self.params[facet.param] for facet in FACETS.values() if self.params.get(facet.param)}

    def knowing(self, words: Labels) -> "Asked":
        """The same, without the values of filters that no word stands for: nothing is filed under them."""
        params = dict(self.params)
        for facet in FACETS.values():
            kept = tuple(value for value in params.pop(facet.param, ()) if value in words.get(facet.name, {}))
            params |= {facet.param: kept} if kept else {}
        return replace(self, params=params)

    def one(self, name: str) -> str:
        return self.params.get(name, ("",))[0]

    def url_with(self, **changes: object) -> str:
        """This list's address with other values (several, one, or None for none), back on its first page."""
        params: dict[str, object] = {name: values for name, values in self.params.items() if name != "page"}
        params |= {
            name: value if isinstance(value, (list, tuple)) else (value,) for name, value in changes.items() if value
        }
        kept = [(n, v) for n, values in params.items() if changes.get(n, True) for v in values]  # type: ignore[attr-defined]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def url_without(self, param: str, value: str) -> str:
        """This list's address without one value of a filter."""
        return self.url_with(**{param: [each for each in self.params.get(param, ()) if each != value]})


def asked(request: HttpRequest) -> Asked:
    """Read a list's address; what is unknown or senseless is left out, never refused."""
    params: dict[str, tuple[str, ...]] = {
        name: (value,) for name in _SINGLE if (value := clean(request.GET.get(name, "")))
    }
    room = MOST_VALUES
    for facet in FACETS.values():
        values = [clean(value) for value in request.GET.getlist(facet.param)[:room]]
        if kept := tuple(dict.fromkeys(value for value in values if value)):
            params[facet.param] = kept
            room -= len(kept)
    return _somewhere(request.path, params)


def _somewhere(path: str, params: dict[str, tuple[str, ...]]) -> Asked:
    """With the place understood. A whole territory or basin, unless a town bears its very name, is its basins."""
    text = params.get("lieu", ("",))[0]
    where, land = (understand(text), land_named(text)) if text else (None, None)
    namesake = isinstance(where, Place) and fold(where.name) == fold(text)
    if land and land.basins and not namesake:
        facet = FACETS["basin"].param
        kept = {name: values for name, values in params.items() if name not in ("lieu", "rayon")}
        return Asked(path, kept | {facet: kept.get(facet) or tuple(land.basins)}, None, None)
    place = where if isinstance(where, Place) else None
    return Asked(path, params, place, where if isinstance(where, Elsewhere) else None, land if place else None)


def clean(text: str) -> str:
    """Text from outside, of a sane length, without what no database or page can carry."""
    return text[:MOST_CHARACTERS].encode("utf-8", "ignore").decode().replace("\x00", "").strip()
