"""Reads of the names of places, municipalities and their parts together, the likeliest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q, QuerySet

from territories.models import Locality, Municipality

RELATED = ("basin", "territory", "successor__basin", "successor__territory")
SHARED_DIGITS = {4: 1, 5: 2}
"""How many leading digits a postcode shares with its province or département, by its length."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name under which people look for a place."""

    name: str
    folded: str
    postcode: str
    municipality: Municipality
    rank: int
    """0 a municipality's own, 1 a part's, 2 a name of the past."""

    @property
    def order(self) -> tuple[int, int, str, str]:
        return (self.rank, -self.municipality.current.population, self.folded, self.postcode)


def called(folded: Iterable[str], country: str | None) -> list[Name]:
    """Names that are exactly one of these folded ones. Two queries."""
    wanted = list(folded)
    return _names(Q(folded__in=wanted), Q(folded__in=wanted), country)


def at_postcode(postcode: str, country: str | None) -> list[Name]:
    """Every name that has this postcode. Two queries."""
    return _names(Q(postcode=postcode), Q(postcode=postcode), country)


def postcodes_like(prefix: str, limit: int) -> list[Name]:
    """Names whose postcode begins so, by postcode. Two queries."""
    begun = Q(postcode__startswith=prefix)
    return sorted(_names(begun, begun, None, limit), key=lambda name: (name.postcode, name.order))


def names_like(prefix: str, limit: int) -> list[Name]:
    """Names that begin so, then names of which a later word does. Two queries, four when there are few."""
    found = _names(Q(folded__startswith=prefix), Q(folded__startswith=prefix), None, limit)
    if len(found) < limit:
        inside = Q(folded__contains=f" {prefix}")
        known = {(name.folded, name.postcode) for name in found}
        found += [n for n in _names(inside, inside, None, limit) if (n.folded, n.postcode) not in known]
    return found[:limit]


def all_folded() -> Iterable[str]:
    """Every folded name once. One query."""
    every = Municipality.objects.order_by().values_list("folded", flat=True)
    return every.union(Locality.objects.order_by().values_list("folded", flat=True))


def nearest_postcode(postcode: str) -> str | None:
    """The known postcode nearest to this one in its province or département. One query."""
    stem = postcode[: SHARED_DIGITS[len(postcode)]]
    same_form = f"^{stem}[0-9]{{{len(postcode) - len(stem)}}}$"
    known = Locality.objects.filter(postcode__regex=same_form).order_by().values_list("postcode", flat=True)
    chief = Municipality.objects.filter(postcode__regex=same_form).order_by().values_list("postcode", flat=True)
    return min(known.union(chief), key=lambda code: (abs(int(code) - int(postcode)), code), default=None)


def summed_up(names: Sequence[Name]) -> list[Name]:
    """What a bare postcode means: the one part that has it, else the municipalities that share it."""
    by_municipality: dict[str, list[Name]] = {}
    for name in names:
        by_municipality.setdefault(name.municipality.current.code, []).append(name)
    meant = [_one_of(found) for found in by_municipality.values()]
    return sorted(meant, key=lambda name: name.order)


def _one_of(names: list[Name]) -> Name:
    """A municipality's own name when it has the postcode or several parts do; else its only part there."""
    best = min(names, key=lambda name: name.order)
    if best.rank == 0 or len({name.folded for name in names if name.rank < 2}) < 2:
        return best
    whole = best.municipality.current
    return Name(whole.name, whole.folded, best.postcode, whole, 0)


def _names(municipality: Q, locality: Q, country: str | None, limit: int | None = None) -> list[Name]:
    owners: QuerySet[Municipality] = Municipality.objects.filter(municipality).select_related(*RELATED)
    parts: QuerySet[Locality] = Locality.objects.filter(locality).select_related(
        "municipality", *(f"municipality__{path}" for path in RELATED)
    )
    if country:
        owners = owners.filter(code__startswith=f"{country}:")
        parts = parts.filter(municipality__code__startswith=f"{country}:")
    owners = owners.order_by("-population", "folded")[:limit]
    parts = parts.order_by("former", "-municipality__population", "folded", "postcode")[:limit]
    rows = chain(
        (Name(row.name, row.folded, row.postcode, row, 0) for row in owners),
        (Name(row.name, row.folded, row.postcode, row.municipality, 2 if row.former else 1) for row in parts),
    )
    once: dict[tuple[str, str, str], Name] = {}
    for name in sorted(rows, key=lambda name: name.order):
        once.setdefault((name.folded, name.postcode, name.municipality.current.code), name)
    return list(once.values())
