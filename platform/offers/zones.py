"""Zones of eligibility: codes that carry their country, what they cover, and how they read."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from django.db.models import Q

from cards.words import listed
from offers.areas import AREAS
from search.document import apart_key, basin_key
from territories.models import Country, Municipality

EVERYWHERE = {"FR:france": "toute la France", "BE:belgique": "toute la Belgique", "BE:wallonie": "toute la Wallonie"}
MOST_NAMED = 12
MOST_LOCAL_AREAS = 3
"""A service of more departments or provinces than that is a region's: open to people here, but no neighbour."""
_FRANCE = "99100"
_EPCI_DIGITS = 9


def with_country(code: str, country: Country) -> str:
    """A code of a place as the house writes it: 62063 is Liège in Belgium and Avesnes-le-Comte in France."""
    return f"{country.value}:{'france' if code == _FRANCE else code}"


class Cover:
    """Whom a service can be offered to: the basins of its own municipality and of its zone, from near or from afar."""

    def __init__(self) -> None:
        """Reads all municipalities once, in one query; make one for many offers."""
        rows = list(Municipality.objects.values_list("code", "basin__slug", "successor__code"))
        self._basins: Mapping[str, str] = {code: basin for code, basin, _ in rows if basin}
        self._merged: Mapping[str, str] = {code: successor for code, _, successor in rows if successor}
        self._covered = cache(self._read)

    def today(self, municipality: str) -> str:
        """The code of the municipality that does this one's work today, after any merger."""
        seen: set[str] = set()
        while municipality in self._merged and municipality not in seen:
            seen.add(municipality)
            municipality = self._merged[municipality]
        return municipality

    def offered_in(
        self, municipality: str | None, zones: Sequence[str] | None, country: str, *, bound: bool, remote: bool
    ) -> tuple[str, ...]:
        """Places of a document besides where it stands: basins a service comes to, or serves from afar when it does so
        at a distance or for a whole country or region. Nowhere when people must come to it (`bound`)."""
        if bound:
            return ()
        basins = self.basins(municipality, zones, country, bound=False)
        if not remote and _is_local(zones):
            return tuple(map(basin_key, basins))
        countries = [country] if zones is None else sorted({code[:2] for code in zones if code in EVERYWHERE})
        return tuple(map(apart_key, (*basins, *countries)))

    def basins(
        self, municipality: str | None, zones: Sequence[str] | None, country: str, *, bound: bool
    ) -> tuple[str, ...]:
        """Slugs of basins. A nation-wide service to which people must come (`bound`) belongs to its own place only."""
        found = set(self._covered(municipality)) if municipality else set()
        if zones is None:
            zones = [] if bound else [f"{country}:"]
        for code in zones:
            if not (bound and code in EVERYWHERE):
                found.update(self._covered(code))
        return tuple(sorted(found))

    def _read(self, code: str) -> frozenset[str]:
        if code in self._basins:
            return frozenset((self._basins[code],))
        start = _prefix(code)
        return (
            frozenset(slug for known, slug in self._basins.items() if known.startswith(start)) if start else frozenset()
        )


def _is_local(zones: Sequence[str] | None) -> bool:
    if zones is None or any(code in EVERYWHERE for code in zones):
        return False
    return sum(code in AREAS for code in zones) <= MOST_LOCAL_AREAS


def _prefix(code: str) -> str:
    """How the codes of the municipalities of an area begin; empty when the area is not one we know."""
    country, _, bare = code.partition(":")
    if code in EVERYWHERE or not bare:
        return f"{country}:"
    return AREAS[code].prefix if code in AREAS else ""


def holding(municipality: str) -> set[str]:
    """Every code of a zone that holds this municipality: its own, its department's or province's, the wide ones'."""
    areas = {code for code, area in AREAS.items() if municipality.startswith(area.prefix)}
    return {municipality, *areas, *(code for code in EVERYWHERE if code.startswith(municipality[:2]))}


def basins_of(zones: Sequence[str]) -> list[str]:
    """Slugs of the basins that these zones touch, without those of a whole country. One query, none without zones."""
    held = Q(code__in=zones)
    for area in (AREAS[code] for code in zones if code in AREAS):
        held |= Q(code__gte=area.prefix, code__lt=f"{area.prefix}~")
    inside = Municipality.objects.filter(held, basin__isnull=False).order_by()
    return sorted(inside.values_list("basin__slug", flat=True).distinct()) if zones else []


def in_words(zones: Sequence[str] | None) -> str:
    """« Dison, Verviers et le Doubs » for a page. One query."""
    if zones is None:
        return "pas de limite indiquée"
    names = dict(Municipality.objects.filter(code__in=zones).values_list("code", "name"))
    named = list(dict.fromkeys(_name(code, names) for code in zones if _name(code, names)))
    nameless = [code for code in zones if not _name(code, names)]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} autres lieux"]
    return listed([*named, *_counted(nameless)])


def at_a_glance(zones: Sequence[str] | None) -> str:
    """« le Doubs et le Jura », « 12 départements » for a line of a list, without a query: empty for municipalities."""
    if not zones or not all(code in EVERYWHERE or code in AREAS for code in zones):
        return ""
    if len(zones) > MOST_LOCAL_AREAS:
        return f"{len(zones)} {'provinces' if zones[0].startswith(Country.BE) else 'départements'}"
    return listed([_name(code, {}) for code in zones])


def _name(code: str, municipalities: Mapping[str, str]) -> str:
    if code in municipalities:
        return municipalities[code]
    return EVERYWHERE.get(code) or (AREAS[code].name if code in AREAS else "")


def _counted(codes: Iterable[str]) -> list[str]:
    """What this site has no name for is counted, with the codes, never dropped."""
    by_kind: dict[str, list[str]] = {}
    for code in codes:
        bare = code.partition(":")[2]
        kind = "intercommunalité" if len(bare) == _EPCI_DIGITS else "pays" if bare.startswith("99") else "commune"
        by_kind.setdefault(kind, []).append(bare)
    return [_count(kind, bare) for kind, bare in by_kind.items()]


def _count(kind: str, codes: list[str]) -> str:
    plural = kind if kind == "pays" or len(codes) == 1 else f"{kind}s"
    shown = ", ".join(codes[:3]) + ("…" if len(codes) > 3 else "")
    return f"{len(codes)} {plural} ({'code' if len(codes) == 1 else 'codes'} {shown})"
