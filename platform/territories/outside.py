"""Who covers the places that no territory here does, for whoever asks for Eupen or Dijon."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cards.words import towards
from territories.spelling import fold

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Area:
    """A range of postcodes with one public employment service."""

    country: str
    first: str
    last: str
    name: str
    covered_by: str
    url: str

    def holds(self, postcode: str) -> bool:
        return len(postcode) == len(self.first) and self.first <= postcode <= self.last


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place that is known but that no territory here covers, with whoever does."""

    name: str
    postcode: str
    covered_by: str
    url: str
    is_area: bool = False
    """Nothing is known of the place but in which area its postcode would lie, if there is such a postcode."""

    @property
    def notice(self) -> str:
        """The sentence for whoever asked for it."""
        name = f"{self.name} ({self.postcode})" if self.postcode else self.name
        if self.is_area:
            name = f"Le code postal {self.postcode} ({self.name})"
        return f"{name} n’est pas dans les territoires de ce site. Là-bas, adressez-vous {towards(self.covered_by)}."


def area_of(postcode: str) -> Area | None:
    """The area outside our territories that holds this postcode."""
    return next((area for area in _areas() if area.holds(postcode)), None)


def areas_between(country: str, first: str, last: str) -> list[Area]:
    """The areas that lie whole between two postcodes of a country."""
    return [area for area in _areas() if area.country == country and first <= area.first and area.last <= last]


def elsewhere_by_postcode(postcode: str, name: str = "") -> Elsewhere | None:
    """Who covers this postcode; the place is called by the name given when it is known there, else by its area's."""
    area = area_of(postcode)
    if area is None:
        return None
    known = [spelled for spelled, code in _names().get(name, ()) if area.holds(code)]
    return Elsewhere(known[0] if known else area.name, postcode, area.covered_by, area.url, is_area=not known)


def elsewhere_by_name(name: str, country: str | None = None) -> Elsewhere | None:
    """Who covers the town of this folded name: in the country asked for, else in the first that has it."""
    for spelled, postcode in _names().get(name, ()):
        area = area_of(postcode)
        if area and country in {None, area.country}:
            return Elsewhere(spelled, postcode, area.covered_by, area.url)
    return None


@cache
def _areas() -> tuple[Area, ...]:
    with (DATA / "outside-areas.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(Area(**row) for row in csv.DictReader(lines))


@cache
def _names() -> dict[str, list[tuple[str, str]]]:
    names: dict[str, list[tuple[str, str]]] = {}
    with (DATA / "outside-names.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names.setdefault(fold(row["name"]), []).append((row["name"], row["postcode"]))
    return names
