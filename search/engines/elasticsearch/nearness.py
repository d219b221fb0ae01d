"""What is near a place, what serves it from afar, and how far things are, in Elasticsearch's words."""

from typing import Any

from search.engines.elasticsearch.translation import Said, any_of
from search.port import Near
from territories.distance import EARTH_RADIUS_KM, kilometres

LUCENE_EARTH_KM = 6371.0087714
"""Our kilometres are of a slightly smaller earth than Lucene's."""


def conditions(near: Near | None) -> list[Said]:
    """What is near, what serves from afar, or both."""
    if near is None or near.radius is None:
        return []
    close: Said = {"bool": {"should": [_circle(near, near.radius), any_of("place", near.places)]}}
    afar = any_of("place", near.afar)
    if near.scope == "apart":
        return [{"bool": {"filter": [afar], "must_not": [close]}}]
    return [close if near.scope == "near" else {"bool": {"should": [close, afar]}}]


def nearest_first(near: Near) -> Said:
    """An order; what stands nowhere comes last."""
    return {"_geo_distance": {"point": _point(near), "order": "asc", "unit": "km"}}


def distance(near: Near | None, kept: dict[str, Any]) -> float | None:
    """Kilometres from the place to what the index holds of a thing; None when it stands nowhere."""
    if near is None or not (point := kept.get("point")):
        return None
    return kilometres(near.latitude, near.longitude, point["lat"], point["lon"])


def _circle(near: Near, radius: float) -> Said:
    far = radius * LUCENE_EARTH_KM / EARTH_RADIUS_KM
    return {"geo_distance": {"point": _point(near), "distance": f"{far}km"}}


def _point(near: Near) -> dict[str, float]:
    return {"lat": near.latitude, "lon": near.longitude}
