"""Where synthetic content happens: the municipalities that this site knows, the larger ones more often."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import NamedTuple

from django.core.management.base import CommandError

from territories.models import Country, Locality, Municipality

NEAR = 0.02
"""Degrees around the middle of a municipality: about two kilometres."""


class Spot(NamedTuple):
    """A municipality to stand in."""

    code: str
    name: str
    postcode: str
    latitude: float
    longitude: float
    population: int

    @property
    def country(self) -> Country:
        return Country(self.code[:2])

    @property
    def bare_code(self) -> str:
        """As data·inclusion writes it, without its country."""
        return self.code[3:]


class Places:
    """The municipalities of the site's territories, read once. Raises CommandError when there are none."""

    def __init__(self) -> None:
        known = Municipality.objects.filter(territory__isnull=False, latitude__isnull=False, longitude__isnull=False)
        self._spots = [Spot(*row) for row in known.order_by("code").values_list(*Spot._fields)]
        if not self._spots:
            raise CommandError("Aucune commune n’est connue : lancez d’abord « manage.py setup ».")
        self._weights = list(accumulate(max(spot.population, 500) for spot in self._spots))
        localities = Locality.objects.order_by("name", "pk").values_list("name", flat=True)
        self.names: Sequence[str] = [*(spot.name for spot in self._spots), *localities]

    def drawn(self, random: Random) -> Spot:
        """One of them."""
        return random.choices(self._spots, cum_weights=self._weights)[0]
