"""The outline of a basin as GeoJSON says it, for whoever checks it and whoever draws it."""

from collections.abc import Iterable
from typing import Any

Ring = list[tuple[float, float]]
"""Longitudes and latitudes, in order."""
LEAST = 4
"""Corners of a ring, the first said again at its end."""


def rings(outline: Any) -> list[Ring]:
    """The rings of a Polygon or a MultiPolygon, holes among them. Raises ValueError for what no map could draw."""
    if not isinstance(outline, dict) or outline.get("type") not in {"Polygon", "MultiPolygon"}:
        raise ValueError("neither a Polygon nor a MultiPolygon")
    coordinates: Any = outline.get("coordinates")
    try:
        polygons = [coordinates] if outline["type"] == "Polygon" else list(coordinates)
        found = [_ring(ring) for polygon in polygons for ring in polygon]
    except (TypeError, IndexError) as error:
        raise ValueError("not made of rings of positions") from error
    if not found:
        raise ValueError("no ring")
    return found


def _ring(positions: Iterable[Any]) -> Ring:
    corners = [(float(each[0]), float(each[1])) for each in positions]
    if len(corners) < LEAST or not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in corners):
        raise ValueError("a ring too short, or off the earth")
    return corners
