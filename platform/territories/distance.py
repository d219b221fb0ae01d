"""How far things are from one another, on a sphere: near enough for « à moins de 20 km »."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Self

from django.db.models import Q

EARTH_RADIUS_KM = 6371.0
KM_PER_DEGREE = 111.0  # a little less than true, so that a box is never too small


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance between two points given in degrees, in kilometres."""
    phi, other_phi = radians(latitude), radians(other_latitude)
    half = sin((other_phi - phi) / 2) ** 2
    half += cos(phi) * cos(other_phi) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of degrees around a point, which a database filters by index before distances are reckoned."""

    south: float
    north: float
    west: float
    east: float

    @classmethod
    def around(cls, latitude: float, longitude: float, km: float) -> Self:
        """The smallest box that holds every point within so many kilometres."""
        high = km / KM_PER_DEGREE
        wide = high / max(cos(radians(latitude)), 0.01)
        return cls(latitude - high, latitude + high, longitude - wide, longitude + wide)

    def condition(self, prefix: str = "") -> Q:
        """The filter on a model's own `latitude` and `longitude`, or on a related one's: `"municipality__"`."""
        inside = {
            f"{prefix}latitude__range": (self.south, self.north),
            f"{prefix}longitude__range": (self.west, self.east),
        }
        return Q(**inside)
