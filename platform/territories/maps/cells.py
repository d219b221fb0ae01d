"""The plane shared between points: to each municipality the ground that is nearer to it than to any other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, hypot, pi, sin, sqrt
from statistics import median

Point = tuple[float, float]
Cell = tuple[Point, ...]
MARGIN = 2.2
"""How far the edge of the land lies from its outermost points, in usual distances between neighbours; and at least,
in kilometres: villages placed at the middle of their postcode leave wide gaps between them."""
LEAST_MARGIN = 9.0
GRID = 0.7
"""How near to each other the points of nowhere lie, in the same measure."""
LEAST_GROUND = 0.5
"""Square kilometres under which a ring is only a slit between two corners that were rounded apart."""
METRES = 3
"""Decimals of a kilometre: two cells that share a corner say it alike."""
_TURN = pi * (3 - sqrt(5))


@lru_cache(maxsize=32)
def cells(points: tuple[Point, ...]) -> tuple[Cell, ...]:
    """For each point (in kilometres) the corners of its cell, in order. Points must differ: see `apart`.

    Points of nowhere around the land bound the outermost cells. A third of a second for six hundred points: kept.
    """
    margin = max(MARGIN * _usual_distance(points), LEAST_MARGIN)
    everyone = [*points, *_around(points, margin)]
    reach = 3 * max(hypot(x - points[0][0], y - points[0][1]) for x, y in everyone) + 1
    return tuple(_cell(point, everyone, reach) for point in points)


def apart(points: Iterable[Point], step: float = 1.2) -> list[Point]:
    """The same points, those that fall together spread around in a spiral: half of our villages have only the middle of
    their postcode for a position."""
    seen: dict[Point, int] = defaultdict(int)
    spread = []
    for x, y in points:
        turn = seen[x, y]
        seen[x, y] += 1
        spread.append((x + step * sqrt(turn) * cos(turn * _TURN), y + step * sqrt(turn) * sin(turn * _TURN)))
    return spread


def outline(group: Iterable[Cell]) -> list[list[Point]]:
    """The rings around cells that touch: whatever edge two of them share is gone."""
    edges = {edge for cell in group for edge in edges_of(cell)}
    onward: dict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(edges):
        if (end, start) not in edges:
            onward[start].append(end)
    rings = []
    while onward:
        start = next(iter(onward))
        ring, here = [start], _step(onward, start)
        while here != start and here in onward:
            ring.append(here)
            here = _step(onward, here)
        rings.append(ring)
    return [ring for ring in rings if abs(_ground(ring)) > LEAST_GROUND]


def edges_of(cell: Cell) -> list[tuple[Point, Point]]:
    """Its sides, each from corner to corner."""
    return [(a, b) for a, b in zip(cell, (*cell[1:], cell[0]), strict=True) if a != b]


def _ground(ring: Sequence[Point]) -> float:
    """Square kilometres within a ring."""
    return sum(a * q - p * b for (a, b), (p, q) in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2


def _step(onward: dict[Point, list[Point]], here: Point) -> Point:
    there = onward[here].pop()
    if not onward[here]:
        del onward[here]
    return there


def _usual_distance(points: Sequence[Point]) -> float:
    if len(points) < 2:
        return 5.0
    some = points[:: max(1, len(points) // 60)]
    return median(min(hypot(x - a, y - b) for a, b in points if (a, b) != (x, y)) for x, y in some)


def _around(points: Sequence[Point], reach: float) -> list[Point]:
    """Points of nowhere, in rows, wherever the land is not: farther than this from all of it, and never within it."""
    step = reach * GRID
    left, right = min(x for x, _ in points) - 2 * reach, max(x for x, _ in points) + 2 * reach
    low, high = min(y for _, y in points) - 2 * reach, max(y for _, y in points) + 2 * reach
    rows, columns = int((high - low) / step) + 2, int((right - left) / step) + 2
    grid = {
        (row, column): (left + (column + (row % 2) / 2) * step, low + row * step)
        for row in range(rows)
        for column in range(columns)
    }
    free = {at for at, (x, y) in grid.items() if all(hypot(x - a, y - b) > reach for a, b in points)}
    return [grid[at] for at in sorted(_reached(free))]


def _reached(free: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """What one comes to from the corner without crossing the land: a clearing amid villages is no foreign country."""
    found, ahead = set(), [(0, 0)]
    while ahead:
        row, column = here = ahead.pop()
        if here in found or here not in free:
            continue
        found.add(here)
        ahead += [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
    return found


def _cell(centre: Point, everyone: Sequence[Point], reach: float) -> Cell:
    """A square cut along the middle of the way to each neighbour, the nearest first, until the others are too far."""
    x, y = centre
    corners = [(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)]
    for distance, a, b in sorted((hypot(a - x, b - y), a, b) for a, b in everyone):
        if distance == 0:
            continue
        if distance > 2 * max(hypot(p - x, q - y) for p, q in corners):
            break
        corners = _cut(corners, ((x + a) / 2, (y + b) / 2), (a - x, b - y))
    rounded = [(round(p, METRES), round(q, METRES)) for p, q in corners]
    return tuple(point for point, before in zip(rounded, [rounded[-1], *rounded], strict=False) if point != before)


def _cut(corners: list[Point], middle: Point, away: Point) -> list[Point]:
    """What is left of a shape on this side of a line."""
    sides = [(p - middle[0]) * away[0] + (q - middle[1]) * away[1] for p, q in corners]
    if max(sides) <= 0:
        return corners
    kept = []
    for here, side, after, next_side in zip(
        corners, sides, corners[1:] + corners[:1], sides[1:] + sides[:1], strict=True
    ):
        if side <= 0:
            kept.append(here)
        if (side < 0) != (next_side < 0) and side != 0 and next_side != 0:
            share = side / (side - next_side)
            kept.append((here[0] + share * (after[0] - here[0]), here[1] + share * (after[1] - here[1])))
    return kept
