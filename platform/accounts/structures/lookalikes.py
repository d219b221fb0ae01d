"""Structures that may be one and the same: found by what is indexed, proposed to people, decided by them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import Distinction, Organisation, OrganisationQuerySet
from cards.words import listed

MOST = 8
MOST_GROUPS = 200
"""Of those that share a sign, in one listing."""
MOST_IN_GROUP = 6
"""Beyond, a sign is a network's (one switchboard, one head office) and tells nothing of any two of them."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another structure, and by what it looks the same."""

    organisation: Organisation
    signs: tuple[str, ...]

    @property
    def why(self) -> str:
        """« même SIRET et même téléphone »"""
        return listed([f"même {sign}" for sign in self.signs])


def like(organisation: Organisation, among: OrganisationQuerySet, limit: int = MOST) -> list[Lookalike]:
    """Those that share a sign with this one, saved or not, the surest first. Two queries on indexed columns."""
    asked = _sharing(organisation)
    if not asked:
        return []
    others = among.filter(asked).exclude(pk=organisation.pk).exclude(pk__in=_told_apart(organisation.pk))
    found = [Lookalike(each, _signs(organisation, each)) for each in others.with_place()[: limit * 2]]
    return sorted(found, key=lambda each: _surest(each.signs))[:limit]


def pairs(among: OrganisationQuerySet, limit: int = MOST_GROUPS) -> list[tuple[Organisation, Lookalike]]:
    """Every two that share a sign and that nobody told apart, the surest first. A query for each sign, then three."""
    groups = [keys for sign in _GROUPED for keys in _groups(among, sign, limit)]
    wanted = {pk for group in groups for pk in group}
    rows = among.with_place().in_bulk(wanted)
    apart = set(
        Distinction.objects.filter(first__in=wanted, second__in=wanted).values_list("first", "second") if wanted else ()
    )
    couples = {(a, b) for group in groups for a in group for b in group if a < b and a in rows and b in rows} - apart
    made = [(rows[a], Lookalike(rows[b], _signs(rows[a], rows[b]))) for a, b in couples]
    told = [each for each in made if each[1].signs]
    return sorted(told, key=lambda each: (_surest(each[1].signs), each[0].name, each[0].pk))[:limit]


_GROUPED = (("siret",), ("bce",), ("folded", "municipality"), ("phone", "municipality"), ("site_host", "municipality"))
_WORDS = ("SIRET", "numéro d’entreprise", "nom dans la même commune", "téléphone", "site")


def _surest(signs: Sequence[str]) -> tuple[int, ...]:
    return (-len(signs), *(_WORDS.index(sign) for sign in signs))


def _sharing(one: Organisation) -> Q:
    """The same number; or the same name, telephone or site in the same municipality: of a network, all share those."""
    asked = Q()
    for columns in _GROUPED:
        values = {column: getattr(one, _attribute(column)) for column in columns}
        if all(values.values()):
            asked |= Q(**values)
    return asked


def _signs(one: Organisation, other: Organisation) -> tuple[str, ...]:
    return tuple(
        word
        for columns, word in zip(_GROUPED, _WORDS, strict=True)
        if all(getattr(one, name) and getattr(one, name) == getattr(other, name) for name in map(_attribute, columns))
    )


def _attribute(column: str) -> str:
    return "municipality_id" if column == "municipality" else column


def _groups(among: OrganisationQuerySet, columns: Sequence[str], limit: int) -> Iterable[list[int]]:
    """Keys of those that share these columns, in groups small enough to be one place."""
    filled = among.exclude(**{columns[0]: ""}).filter(**{f"{name}__isnull": False for name in columns[1:]})
    shared = filled.order_by().values(*columns).annotate(number=Count("pk")).filter(number__range=(2, MOST_IN_GROUP))
    groups: dict[tuple[object, ...], list[int]] = {}
    values = [tuple(row[name] for name in columns) for row in shared[:limit]]
    first = {value[0] for value in values}
    for pk, *value in filled.filter(**{f"{columns[0]}__in": first}).order_by("pk").values_list("pk", *columns):
        groups.setdefault(tuple(value), []).append(pk)
    return [keys for value in values if len(keys := groups.get(value, [])) > 1]


def _told_apart(pk: int | None) -> list[int]:
    if pk is None:
        return []
    said = Distinction.objects.filter(Q(first=pk) | Q(second=pk)).values_list("first", "second")
    return [first if second == pk else second for first, second in said]
