"""What is looked for and not found, for those who may answer: never words that few days have seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from search.models import Need, SettledNeed

PERIODS = (7, 30, 90)
USUAL = 30
SHOWN = 100
LEAST_READ = 3
"""Answered searches before it means something that nobody opened a result."""
FEW = 5
"""One list in so many opened, or fewer, is few."""
VIEWS: Mapping[str, str] = {
    "sans-reponse": "Sans résultat",
    "peu-ouvertes": "Résultats peu ouverts",
    "demandees": "Les plus demandées",
    "traitees": "Traitées",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Some words, and what became of those who typed them."""

    words: str
    asked: int
    days: int
    empties: int
    clicks: int
    rank: float | None
    """Of the results opened, on average; the first is one."""
    last: date
    basins: Sequence[tuple[str, int]] = ()
    """Where it was asked for, most first: the slug and how often."""


def lines(view: str, *, days: int = USUAL, basin: str = "", limit: int | None = SHOWN) -> list[Line]:
    """Needs of this view over the last days (today is one), of a basin or of everywhere, most pressing first."""
    asked = Need.objects.filter(day__gt=timezone.localdate() - timedelta(days=days), words__in=shareable())
    if basin:
        asked = asked.filter(basin=basin)
    if view != "demandees":
        asked = asked.exclude(_is_settled(basin))
    rows = list(_ordered(_counted(asked), view)[:limit])
    basins = _basins(asked, [row["words"] for row in rows])
    return [_line(row, basins.get(row["words"], ())) for row in rows]


def settled(basin: str = "") -> QuerySet[SettledNeed]:
    """What was settled for this basin, or for the whole site; the last first."""
    return SettledNeed.objects.filter(basin=basin).select_related("done_by").order_by("-done_on", "words")


def shareable() -> QuerySet[Any]:
    """Words seen on so many different days that they are not one person's. Of all that is kept, wherever it was."""
    by_words = Need.objects.filter(times__gt=0).order_by().values("words").annotate(days=Count("day", distinct=True))
    return by_words.filter(days__gte=settings.SEARCH_LOG_DAYS).values("words")


def _is_settled(basin: str) -> Exists:
    """Since the day it was settled, here or everywhere, nobody asked for it again."""
    here = SettledNeed.objects.filter(words=OuterRef("words"), basin__in=("", basin), done_on__gte=OuterRef("day"))
    return Exists(here)


def _counted(asked: QuerySet[Need]) -> QuerySet[Any]:
    return (
        asked.order_by()
        .values("words")
        .annotate(
            asked=Sum("times"), days=Count("day", distinct=True, filter=Q(times__gt=0)), empty=Sum("empties"),
            opened=Sum("clicks"), all_ranks=Sum("ranks"), last=Max("day"),
        )
        .filter(asked__gt=0)
    )  # fmt: skip


def _ordered(counted: QuerySet[Any], view: str) -> QuerySet[Any]:
    if view == "sans-reponse":
        return counted.filter(empty__gt=0).order_by("-empty", "-asked", "words")
    if view == "peu-ouvertes":
        answered = counted.annotate(answered=F("asked") - F("empty")).filter(answered__gte=LEAST_READ)
        return answered.filter(answered__gte=F("opened") * FEW).order_by("opened", "-answered", "words")
    return counted.order_by("-asked", "words")


def _basins(asked: QuerySet[Need], words: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    where = asked.filter(words__in=words).exclude(basin="").order_by().values_list("words", "basin")
    for each, basin, times in where.annotate(asked=Sum("times")).filter(asked__gt=0).order_by("-asked", "basin"):
        found.setdefault(each, []).append((basin, times))
    return found


def _line(row: Mapping[str, Any], basins: Sequence[tuple[str, int]]) -> Line:
    rank = row["all_ranks"] / row["opened"] if row["opened"] else None
    return Line(row["words"], row["asked"], row["days"], row["empty"], row["opened"], rank, row["last"], basins)
