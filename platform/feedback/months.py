"""Answers over time: a year of months as bars that the server draws, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from feedback.models import RemarkQuerySet, Verdict

HEIGHT = 96
STEP = 28
WIDTH = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: one kind of answer in one month."""

    verdict: str
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Month:
    """One month: how many answered what, and its bar."""

    first: date
    yes: int
    partly: int
    no: int
    pieces: tuple[Piece, ...] = ()

    @property
    def total(self) -> int:
        """All answers of this month."""
        return self.yes + self.partly + self.no


@dataclass(frozen=True, slots=True)
class Year:
    """The last twelve months, oldest first."""

    months: Sequence[Month]
    width: int = 12 * STEP
    height: int = HEIGHT
    step: int = STEP

    @property
    def total(self) -> int:
        """Answers of the year."""
        return sum(month.total for month in self.months)

    @property
    def filled(self) -> Sequence[Month]:
        """Months in which somebody answered, latest first."""
        return [month for month in reversed(self.months) if month.total]


def last_year(remarks: RemarkQuerySet) -> Year:
    """The answers among these remarks, month by month: one query."""
    firsts = _firsts()
    rows = remarks.exclude(verdict="").filter(given_on__gte=firsts[0]).order_by()
    counted = rows.annotate(month=TruncMonth("given_on")).values_list("month", "verdict").annotate(times=Count("pk"))
    times = {(month, verdict): number for month, verdict, number in counted}
    numbers = [[times.get((first, verdict), 0) for verdict in Verdict.values] for first in firsts]
    most = max(1, *map(sum, numbers))
    return Year(
        [
            Month(first, row[0], row[1], row[2], _pieces(place, row, most))
            for place, (first, row) in enumerate(zip(firsts, numbers, strict=True))
        ]
    )


def _firsts() -> list[date]:
    """First days of the last twelve months."""
    today = timezone.localdate()
    ends = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(ends - 11, ends + 1)]


def _pieces(place: int, numbers: Sequence[int], most: int) -> tuple[Piece, ...]:
    """« Oui » at the foot, « non » at the top; at least two units high, so that one answer among hundreds shows."""
    pieces, top = [], HEIGHT
    for verdict, number in zip(Verdict.values, numbers, strict=True):
        height = max(2, round(number * (HEIGHT - 6) / most)) if number else 0
        top -= height
        if height:
            pieces.append(Piece(verdict, place * STEP + 4, top, height))
    return tuple(pieces)
