"""Names of territories and basins where a place is asked for: « Charente », « 25 », « bassin de Verviers »."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from territories.models import Basin, Municipality, Territory
from territories.spelling import fold

_DEPARTMENT = re.compile(r"\s*(\d{2})\s*")
_OF_A_TERRITORY = re.compile(r"^(?:departement|territoire|region) (?:d |de la |de l |de |du )?")
_OF_A_BASIN = re.compile(r"^bassin(?: efe| d emploi)? (?:d |de la |de l |de |du )?")


@dataclass(frozen=True, slots=True)
class NamedLand:
    """A whole territory or a basin that was named."""

    name: str
    """As one points at it: « le territoire Doubs », « le bassin de Verviers »."""
    url: str
    basins: Sequence[str]
    """Slugs, by which lists are narrowed down to it."""


def land_named(text: str) -> NamedLand | None:
    """The territory or the basin of this name; a basin only where it is called one, since Verviers is a town first."""
    digits, folded = _DEPARTMENT.fullmatch(text), fold(text)
    if digits:
        town = Municipality.objects.filter(code__startswith=f"FR:{digits[1]}", territory__isnull=False).first()
        return _territory(town.territory) if town and town.territory else None
    if re.search(r"\d", text):
        return None  # A postcode is in it: a town was meant.
    called = _OF_A_BASIN.sub("", folded)
    if called != folded:
        basins = Basin.objects.select_related("territory").defer("outline")
        return next((_basin(basin) for basin in basins if fold(basin.name) == called), None)
    called = _OF_A_TERRITORY.sub("", folded)
    return next(
        (_territory(each) for each in Territory.objects.only("slug", "name") if called and fold(each.name) == called),
        None,
    )


def _territory(territory: Territory) -> NamedLand:
    slugs = tuple(territory.basins.order_by("pk").values_list("slug", flat=True))
    return NamedLand(f"tout le territoire\u00a0: {territory.name}", territory.get_absolute_url(), slugs)


def _basin(basin: Basin) -> NamedLand:
    return NamedLand(f"le {basin.full_name}", basin.get_absolute_url(), (basin.slug,))
