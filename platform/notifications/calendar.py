"""When letters may leave: working hours of Belgium and France, and the next morning or Friday that is one."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone

from notifications.notices import Rhythm

MORNING, EVENING = time(8), time(18)
FRIDAY, SATURDAY = 4, 5
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
"""Month and day of those that never move, in one country or the other."""
AFTER_EASTER = (1, 39, 50)
"""Days after Easter: its Monday, Ascension, Whit Monday."""


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Public holidays of Belgium or France: letters that can wait leave on none of them."""
    moving = {easter(year) + timedelta(days=days) for days in AFTER_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in FIXED})


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap, odd = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    quarter, left = divmod(rest, 4)
    week = (32 + 2 * odd + 2 * quarter - moon - left) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date) -> bool:
    """Whether people are at work, in both countries."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def is_quiet(moment: datetime) -> bool:
    """Whether only what is urgent may be sent now: in the evening, at night, on a day without work."""
    local = timezone.localtime(moment)
    return not (is_working_day(local.date()) and MORNING <= local.time() < EVENING)


def due(rhythm: Rhythm, moment: datetime, *, quiet: bool, urgent: bool = False) -> datetime | None:
    """When a letter may tell what happened at `moment`; None for who wants none."""
    if rhythm == Rhythm.NEVER:
        return None
    if rhythm == Rhythm.NOW:
        return moment if urgent or not quiet or not is_quiet(moment) else _next_morning(moment, quiet=True)
    morning = _next_morning(moment, quiet=quiet)
    if rhythm == Rhythm.WEEKLY:
        morning = _next_morning(moment, quiet=quiet, weekday=FRIDAY)
    return morning


def _next_morning(moment: datetime, *, quiet: bool, weekday: int | None = None) -> datetime:
    """The first morning after `moment`: of that day of the week, then of a working day when evenings are kept."""
    day = timezone.localtime(moment).date()
    if _at(day) <= moment:
        day += timedelta(days=1)
    while weekday is not None and day.weekday() != weekday:
        day += timedelta(days=1)
    while quiet and not is_working_day(day):
        day += timedelta(days=1)
    return _at(day)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))
