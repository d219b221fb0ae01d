"""The doors of places: wherever a place is asked for, a name or a postcode is understood here and nowhere else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from territories import gazetteer
from territories.distance import Box, kilometres
from territories.gazetteer import Begun, Name
from territories.models import Country, Municipality
from territories.outside import Elsewhere, area_of, elsewhere_by_name, elsewhere_by_postcode
from territories.spelling import fold, one_typo_apart

__all__ = [
    "Elsewhere", "Place", "choices", "municipalities_of", "nearest_basin", "suggest", "town_or_land_names",
    "understand",
]  # fmt: skip

LONGEST_TEXT = 100
SHORTEST_TYPO = 5
"""Letters of the longer of two names that one mistake may tell apart: « Hesy » is Heusy, as no other name is so near;
« Mont » is no Mons."""
NEAREST_WITHIN_KM = (15, 60)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it was understood: a municipality or a part of it, and where it lies."""

    name: str
    postcode: str
    municipality: str
    """Code with its country, `BE:63079`: the municipality of today, after any merger."""
    basin: str
    """Slug of its basin, empty when it has none."""
    latitude: float | None
    longitude: float | None
    country: str
    municipality_name: str = ""
    basin_name: str = ""
    territory: str = ""
    """Slug of its territory."""
    approximate: bool = False
    """The postcode asked for is not known: this is the nearest known one."""
    asked: str = ""
    """What was written, when this is not its name or its postcode."""

    @classmethod
    def of(cls, name: Name) -> Self:
        """The place that a name of the gazetteer stands for."""
        own, current = name.municipality, name.municipality.current
        spot = own if own.latitude is not None else current
        basin, territory = current.basin, current.territory
        return cls(
            name=name.name.replace("'", "’"),
            postcode=name.postcode,
            municipality=current.code,
            basin=basin.slug if basin else "",
            latitude=spot.latitude,
            longitude=spot.longitude,
            country=current.country,
            municipality_name=current.name.replace("'", "’"),
            basin_name=basin.name if basin else "",
            territory=territory.slug if territory else "",
        )

    @property
    def label(self) -> str:
        """How to write it so that it is understood again: « 4802 Heusy »."""
        return f"{self.postcode} {self.name}"

    @property
    def notice(self) -> str:
        """What to tell whoever asked, when the answer is not what they wrote."""
        if self.approximate:
            return f"Le code postal {self.asked} n’est pas connu ici : voici le plus proche, {self.label}."
        return f"Lieu compris\u00a0: {self.label}, pour «\u00a0{self.asked}\u00a0»." if self.asked else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What someone wrote, read as a folded name, a postcode, or both."""

    name: str
    postcode: str
    country: str | None

    @classmethod
    def read(cls, text: str, country: str | None) -> Self:
        text = text[:LONGEST_TEXT]
        found = re.search(r"(?<!\d)\d{4,5}(?!\d)", text)
        postcode = found.group() if found else ""
        if found:
            text = f"{text[: found.start()]} {text[found.end() :]}"
            country = country or (Country.BE if len(postcode) == 4 else Country.FR)
        text = re.sub(r"\b(b|f|be|fr)\s*-\s*(?=\s|$)|\bcedex\b(\s*\d+)?", " ", text, flags=re.IGNORECASE)
        return cls(fold(text), postcode, country)


def understand(text: str, country: str | None = None) -> Place | Elsewhere | None:
    """The place that was meant, who covers it when nobody here does, or None.

    Reads « 4802 », « Heusy (4802) », « st hubert », « Besancon », old names and one typing mistake. Between
    namesakes, a municipality comes before a part of one, and the more populated before the other: see `choices`.
    """
    asked = Asked.read(text, country)
    found = _found(asked)
    if found:
        other = asked.name not in {"", found[0].folded}
        return replace(Place.of(found[0]), asked=text[:LONGEST_TEXT].strip() if other else "")
    if asked.postcode:
        return _around_postcode(asked)
    return elsewhere_by_name(asked.name, asked.country) if asked.name else None


def choices(text: str, country: str | None = None) -> list[Place]:
    """Every place that was possibly meant, the likeliest first: what `understand` chose from."""
    return [Place.of(name) for name in _found(Asked.read(text, country))]


def suggest(prefix: str, limit: int = 8) -> list[Begun]:
    """Places whose name or postcode begins so, for a field that completes as one types. One query."""
    prefix = prefix[:LONGEST_TEXT]
    digits = re.match(r"\s*(\d{2,5})\s*(.*)", prefix)
    begun = fold(digits[2] if digits else prefix)
    return gazetteer.beginning(digits[1] if digits else "", begun, limit) if digits or len(begun) >= 2 else []


def town_or_land_names(folded: Iterable[str]) -> set[str]:
    """Those of these folded names and postcodes that a town, a part of one or a territory bears. One query."""
    return gazetteer.known(folded)


def municipalities_of(basin_slug: str) -> list[str]:
    """Codes of a basin's municipalities, merged ones included, since records may still carry their codes."""
    codes = Municipality.objects.filter(basin__slug=basin_slug).order_by("code")
    return list(codes.values_list("code", flat=True))


def nearest_basin(latitude: float, longitude: float) -> str | None:
    """Slug of the basin of the nearest municipality, for a point without one; None beyond sixty kilometres."""
    for km in NEAREST_WITHIN_KM:
        box = Box.around(latitude, longitude, km)
        rows = Municipality.objects.filter(box.condition(), basin__isnull=False)
        spots = rows.values_list("latitude", "longitude", "basin__slug")
        near = min(((kilometres(latitude, longitude, lat, lon), slug) for lat, lon, slug in spots), default=None)
        if near and near[0] <= km:
            return near[1]
    return None


def _found(asked: Asked) -> list[Name]:
    """Names that answer, the likeliest first; none when the answer lies outside our territories."""
    if not asked.postcode:
        return _by_name(asked.name, asked.country) if asked.name else []
    there = gazetteer.at_postcode(asked.postcode, asked.country)
    if not asked.name:
        return gazetteer.summed_up(there)
    same = [name for name in there if name.folded == asked.name]
    same = same or [name for name in there if one_typo_apart(name.folded, asked.name)]
    if same or area_of(asked.postcode):
        return same
    return _by_name(asked.name, asked.country) or gazetteer.summed_up(there)


def _by_name(folded: str, country: str | None) -> list[Name]:
    exact = gazetteer.called([folded], country)
    if exact or len(folded) < SHORTEST_TYPO - 1 or elsewhere_by_name(folded, country):
        return exact
    close = [known for known in gazetteer.all_folded() if one_typo_apart(known, folded)]
    if len(folded) < SHORTEST_TYPO:
        close = [known for known in close if len(known) >= SHORTEST_TYPO]
        close = close if len(close) == 1 else []
    return gazetteer.called(close, country) if close else []


def _around_postcode(asked: Asked) -> Place | Elsewhere | None:
    """The nearest known postcode, unless what lies there belongs to an area that others cover."""
    area, nearest = area_of(asked.postcode), gazetteer.nearest_postcode(asked.postcode)
    if nearest and (area is None or area.holds(nearest)):
        there = gazetteer.summed_up(gazetteer.at_postcode(nearest, asked.country))
        return replace(Place.of(there[0]), approximate=True, asked=asked.postcode) if there else None
    return elsewhere_by_postcode(asked.postcode, asked.name)
