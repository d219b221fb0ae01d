"""Reads of the names of places, municipalities and their parts together, the likeliest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import connection
from django.db.models import Q, QuerySet

from territories.models import Locality, Municipality, Territory

RELATED = ("basin", "territory", "successor__basin", "successor__territory")
_OWN = ("code", "name", "folded", "postcode", "latitude", "longitude", "population")
_TOLD = (
    *_OWN,
    *(f"successor__{path}" for path in (*_OWN, "successor")),
    *(f"{path}__{told}" for path in RELATED for told in ("slug", "name")),
)
"""All that is said of a place: neither outlines nor texts."""
_KNOWN = (
    *((model._meta.db_table, field) for model in (Municipality, Locality) for field in ("folded", "postcode")),
    (Territory._meta.db_table, "slug"),
)
SHARED_DIGITS = {4: 1, 5: 2}
"""How many leading digits a postcode shares with its province or département, by its length."""
_TOWNS, _PARTS = Municipality._meta.db_table, Locality._meta.db_table
_BEGINNING = f"""
SELECT name, postcode, code FROM (
  SELECT named.folded NOT LIKE %s AS later, named.name, named.folded, named.postcode, today.code, today.population,
    0 AS rank
  FROM {_TOWNS} named JOIN {_TOWNS} today ON today.id = COALESCE(named.successor_id, named.id)
  WHERE named.postcode LIKE %s AND (named.folded LIKE %s OR named.folded LIKE %s)
  UNION ALL
  SELECT named.folded NOT LIKE %s AS later, named.name, named.folded, named.postcode, today.code, today.population,
    CASE WHEN named.former THEN 2 ELSE 1 END AS rank
  FROM {_PARTS} named JOIN {_TOWNS} own ON own.id = named.municipality_id
  JOIN {_TOWNS} today ON today.id = COALESCE(own.successor_id, own.id)
  WHERE named.postcode LIKE %s AND (named.folded LIKE %s OR named.folded LIKE %s)
) AS begun
ORDER BY {{order}}, rank, population DESC, folded LIMIT %s
"""  # noqa: S608 - our own tables


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


@dataclass(frozen=True, slots=True)
class Begun:
    """A name that begins as someone types, with no more of it than a line of suggestion shows."""

    name: str
    postcode: str
    municipality: str
    """Code of the municipality it belongs to since the last merger."""

    @property
    def label(self) -> str:
        """How to write it so that it is understood: « 4802 Heusy »."""
        return f"{self.postcode} {self.name}"


def beginning(postcode: str, name: str, limit: int) -> list[Begun]:
    """Names with such a beginning of postcode and of folded name; of name alone, names of which a later word begins so
    follow. One query, since it is asked at every key: by postcode if one is begun, then the likeliest first."""
    starts = f"{name}%"
    rows = (starts, f"{postcode}%", starts, starts if postcode else f"% {name}%")
    with connection.cursor() as cursor:
        order = "postcode, later" if postcode else "later"
        cursor.execute(_BEGINNING.format(order=order), [*rows, *rows, 2 * limit])
        found = [Begun(row[0].replace("'", "’"), row[1], row[2]) for row in cursor.fetchall()]
    return list(dict.fromkeys(found))[:limit]


def known(folded: Iterable[str]) -> set[str]:
    """Those of these folded names, postcodes or territories that there are. One query, each look-up by an index."""
    asked = sorted(set(folded))
    if not asked:
        return set()
    marks = ", ".join(["%s"] * len(asked))
    rows = [f"SELECT {name} FROM {table} WHERE {name} IN ({marks})" for table, name in _KNOWN]  # noqa: S608 - our own
    slugs = [name.replace(" ", "-") for name in asked]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(rows), [*asked * (len(_KNOWN) - 1), *slugs])
        return {str(row[0]).replace("-", " ") for row in cursor.fetchall()}


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


def _names(municipality: Q, locality: Q, country: str | None) -> list[Name]:
    owners: QuerySet[Municipality] = Municipality.objects.filter(municipality).select_related(*RELATED)
    parts: QuerySet[Locality] = Locality.objects.filter(locality).select_related(
        "municipality", *(f"municipality__{path}" for path in RELATED)
    )
    if country:
        owners = owners.filter(code__startswith=f"{country}:")
        parts = parts.filter(municipality__code__startswith=f"{country}:")
    # Sorted below: to say an order in SQL costs more than the few rows it would sort.
    owners = owners.only(*_TOLD).order_by()
    parts = parts.only("name", "folded", "postcode", "former", *(f"municipality__{path}" for path in _TOLD)).order_by()
    rows = chain(
        (Name(row.name, row.folded, row.postcode, row, 0) for row in owners),
        (Name(row.name, row.folded, row.postcode, row.municipality, 2 if row.former else 1) for row in parts),
    )
    once: dict[tuple[str, str, str], Name] = {}
    for name in sorted(rows, key=lambda name: name.order):
        once.setdefault((name.folded, name.postcode, name.municipality.current.code), name)
    return list(once.values())
