"""What an address asks of a list: words, filters, a place, an order, a page. Every state of a list is an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from search.facets import FACETS
from search.port import Near
from territories.places import Elsewhere, Place, understand

RADII = (5, 10, 25, 50, 100)
USUAL_RADIUS = 25
ANYWHERE = "partout"
SORTS = {"pertinence": "relevance", "date": "date", "distance": "distance"}
MOST_CHARACTERS = 200
MOST_VALUES = 50
_PARAMS = ("q", *(facet.param for facet in FACETS.values()), "lieu", "rayon", "tri", "exact", "page")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a list, read and made safe."""

    path: str
    params: Mapping[str, tuple[str, ...]]
    """Known parameters as they stand in the address."""
    place: Place | None
    elsewhere: Elsewhere | None

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
        """The order in the words of the port: a distance needs a place, and relevance needs words."""
        sort = SORTS.get(self.one("tri"), "relevance")
        return sort if sort != "distance" or self.place else "relevance"

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
        return Near(place.latitude, place.longitude, self.radius, place.municipality, place.basin)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """Values by facet, as the port takes them."""
        return {facet.name: self.params[facet.param] for facet in FACETS.values() if self.params.get(facet.param)}

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
    params = {}
    for name in _PARAMS:
        values = [clean(value) for value in request.GET.getlist(name)[:MOST_VALUES]]
        if kept := tuple(dict.fromkeys(value for value in values if value)):
            params[name] = kept
    where = understand(params["lieu"][0]) if "lieu" in params else None
    return Asked(
        request.path,
        params,
        where if isinstance(where, Place) else None,
        where if isinstance(where, Elsewhere) else None,
    )


def clean(text: str) -> str:
    """Text from outside, of a sane length, without what no database or page can carry."""
    return text[:MOST_CHARACTERS].encode("utf-8", "ignore").decode().replace("\x00", "").strip()
