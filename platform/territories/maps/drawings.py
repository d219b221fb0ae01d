"""What a template draws: shapes with their names, in the units of one picture."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians

from territories.maps.cells import Cell, Point, apart, cells, edges_of, outline
from territories.models import Basin, Municipality, Territory
from territories.outlines import rings

WIDTH = 300
EDGE = 4
HUES = 4
LINE = 15
"""Units from one line of a name to the next."""
LETTER = 7.5
NAMED = 5
"""Municipalities whose name is written: more would cover each other."""


@dataclass(slots=True)
class Shape:
    """A basin or a municipality on a map."""

    name: str
    path: str
    url: str = ""
    hue: int = 0
    """Neighbours differ."""
    lines: Sequence[str] = ()
    x: int = 0
    y: int = 0

    @property
    def rows(self) -> list[tuple[int, str]]:
        """Each line of its name with its height."""
        return [(self.y + number * LINE, line) for number, line in enumerate(self.lines)]


@dataclass(slots=True)
class Drawing:
    """A map: its size and what it shows."""

    width: int
    height: int
    shapes: list[Shape] = field(default_factory=list)
    border: str = ""
    """The path beyond which nothing of it is drawn."""


@dataclass(frozen=True, slots=True)
class Land:
    """A territory's municipalities of today that have a position, with the cell of each."""

    towns: Sequence[Municipality]
    spots: Sequence[Point]
    shares: Sequence[Cell]
    borders: Mapping[int, Sequence[Sequence[Point]]]
    """The rings of the basins whose outline is known, by key."""

    @classmethod
    def of(cls, territory: Territory) -> "Land":
        """Two queries."""
        placed = Municipality.objects.filter(territory=territory, successor=None, latitude__isnull=False)
        told = placed.only("name", "code", "latitude", "longitude", "population", "basin_id").order_by("code")
        towns = [town for town in told if town.longitude is not None]
        middle = sum(town.latitude or 0 for town in towns) / len(towns) if towns else 0
        east = 111.32 * cos(radians(middle))
        spots = apart((round((t.longitude or 0) * east, 3), round(-(t.latitude or 0) * 110.57, 3)) for t in towns)
        known = Basin.objects.filter(territory=territory, outline__isnull=False).values_list("pk", "outline")
        borders = {
            pk: [[(round(x * east, 3), round(-y * 110.57, 3)) for x, y in ring] for ring in rings(outline)]
            for pk, outline in known
        }
        return cls(towns, spots, cells(tuple(spots)) if spots else (), borders)


def map_of_basins(land: Land, basins: Iterable[Basin]) -> Drawing | None:
    """A territory as the outlines of its basins, each leading to its door."""
    by_basin = {
        basin: [share for town, share in zip(land.towns, land.shares, strict=True) if town.basin_id == basin.pk]
        for basin in basins
    }
    drawn = {basin: shares for basin, shares in by_basin.items() if shares}
    if not drawn:
        return None
    around = {basin: land.borders.get(basin.pk) or outline(shares) for basin, shares in drawn.items()}
    frame = _Frame([corner for ring_list in around.values() for ring in ring_list for corner in ring])
    hues = _hues(drawn)
    shapes = []
    for basin in drawn:
        spots = [spot for town, spot in zip(land.towns, land.spots, strict=True) if town.basin_id == basin.pk]
        middle = (sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots))
        x, y = frame.at(middle)
        path = "".join(map(frame.path, around[basin]))
        lines = _lines(basin.name)
        top = y - (len(lines) - 1) * LINE // 2
        shapes.append(Shape(basin.name, path, basin.get_absolute_url(), hues[basin], lines, x, top))
    return Drawing(WIDTH, frame.height, _legible(shapes))


def map_of_municipalities(land: Land, basin: Basin) -> Drawing | None:
    """A basin as the cells of its municipalities, the largest named."""
    own = [each for each in zip(land.towns, land.spots, land.shares, strict=True) if each[0].basin_id == basin.pk]
    if not own:
        return None
    border = land.borders.get(basin.pk, ())
    frame = _Frame([corner for ring in border or [share for _, _, share in own] for corner in ring])
    shapes = [Shape(town.name, frame.path(share)) for town, _, share in own]
    largest = sorted(zip(own, shapes, strict=True), key=lambda each: -each[0][0].population)[:NAMED]
    named: list[Shape] = []
    for (town, spot, _), shape in largest:
        shape.x, shape.y = frame.at(spot)
        shape.lines = (town.name,)
        shape.x = max(round(len(town.name) * LETTER / 2), min(WIDTH - round(len(town.name) * LETTER / 2), shape.x))
        if all(abs(shape.y - other.y) > LINE or abs(shape.x - other.x) > LETTER * 12 for other in named):
            named.append(shape)
        else:
            shape.lines = ()
    return Drawing(WIDTH, frame.height, shapes, "".join(map(frame.path, border)))


class _Frame:
    """From kilometres to the units of a picture that holds these points."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.left, self.top = min(x for x, _ in points), min(y for _, y in points)
        width, height = max(x for x, _ in points) - self.left, max(y for _, y in points) - self.top
        self.scale = (WIDTH - 2 * EDGE) / max(width, height, 0.1)
        self.shift = (WIDTH - 2 * EDGE - width * self.scale) / 2
        self.height = round(height * self.scale) + 2 * EDGE

    def at(self, point: Point) -> tuple[int, int]:
        return (
            round((point[0] - self.left) * self.scale + self.shift) + EDGE,
            round((point[1] - self.top) * self.scale) + EDGE,
        )

    def path(self, ring: Sequence[Point]) -> str:
        """Said in steps, which are shorter than places."""
        corners = [self.at(corner) for corner in ring]
        steps = [(x - a, y - b) for (a, b), (x, y) in itertools.pairwise(corners)]
        said = " ".join(f"{dx} {dy}" for dx, dy in steps if dx or dy)
        return f"M{corners[0][0]} {corners[0][1]}l{said}z" if said else ""


def _hues(drawn: dict[Basin, list[Cell]]) -> dict[Basin, int]:
    """A number per basin, so that few neighbours share one."""
    owner = {edge: basin for basin, shares in drawn.items() for share in shares for edge in edges_of(share)}
    touching: dict[Basin, set[Basin]] = {basin: set() for basin in drawn}
    for (start, end), basin in owner.items():
        other = owner.get((end, start))
        if other is not None and other != basin:
            touching[basin].add(other)
    hues: dict[Basin, int] = {}
    for basin in sorted(drawn, key=lambda each: -len(touching[each])):
        taken = {hues[other] for other in touching[basin] if other in hues}
        hues[basin] = next((hue for hue in range(HUES) if hue not in taken), len(hues) % HUES)
    return hues


def _lines(name: str) -> list[str]:
    """« Hainaut- » « Centre »: a name in two lines where it can be."""
    return re.findall(r"[^ -]+-?", name) if len(name) > 8 else [name]


def _legible(shapes: list[Shape]) -> list[Shape]:
    """Names moved down until none covers another, and held within the picture."""
    placed: list[Shape] = []
    for shape in sorted(shapes, key=lambda each: each.y):
        half = max(len(line) for line in shape.lines) * LETTER / 2
        shape.x = round(max(half, min(WIDTH - half, shape.x)))
        for other in placed:
            reach = (max(map(len, shape.lines)) + max(map(len, other.lines))) * LETTER / 2
            bottom = other.y + len(other.lines) * LINE
            if abs(shape.x - other.x) < reach and other.y - len(shape.lines) * LINE < shape.y < bottom:
                shape.y = bottom
        placed.append(shape)
    return shapes
