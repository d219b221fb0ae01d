"""Zones of eligibility: codes that carry their country, what they cover, and how they read."""

from collections.abc import Iterable, Mapping, Sequence

from offers.areas import AREAS
from territories.models import Country, Municipality

EVERYWHERE = {"FR:france": "toute la France", "BE:belgique": "toute la Belgique", "BE:wallonie": "toute la Wallonie"}
MOST_NAMED = 12
_FRANCE = "99100"
_EPCI_DIGITS = 9


def with_country(code: str, country: Country) -> str:
    """A code of a place as the house writes it: 62063 is Liège in Belgium and Avesnes-le-Comte in France."""
    return f"{country.value}:{'france' if code == _FRANCE else code}"


class Cover:
    """Which basins a service can be offered to: those of its own municipality and of its zone."""

    def __init__(self) -> None:
        """Reads once where the basins' municipalities are; make one for many offers."""
        located = Municipality.objects.filter(basin__isnull=False)
        self._basins: Mapping[str, str] = dict(located.values_list("code", "basin__slug"))

    def basins(
        self, municipality: str | None, zones: Sequence[str] | None, country: str, *, bound: bool
    ) -> tuple[str, ...]:
        """Slugs of basins. A nation-wide service to which people must come (`bound`) belongs to its own place only."""
        found = self._covered(municipality) if municipality else set()
        if zones is None:
            zones = [] if bound else [f"{country}:"]
        for code in zones:
            if not (bound and code in EVERYWHERE):
                found.update(self._covered(code))
        return tuple(sorted(found))

    def _covered(self, code: str) -> set[str]:
        if code in self._basins:
            return {self._basins[code]}
        start = _prefix(code)
        return {slug for known, slug in self._basins.items() if known.startswith(start)} if start else set()


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


def in_words(zones: Sequence[str] | None) -> str:
    """« Dison, Verviers et le Doubs », « partout », for a page. One query."""
    if zones is None:
        return "partout"
    names = dict(Municipality.objects.filter(code__in=zones).values_list("code", "name"))
    named = list(dict.fromkeys(_name(code, names) for code in zones if _name(code, names)))
    nameless = [code for code in zones if not _name(code, names)]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} autres lieux"]
    return _listed([*named, *_counted(nameless)])


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


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"
