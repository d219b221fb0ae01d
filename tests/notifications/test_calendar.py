"""Letters that can wait leave when people are at work."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from notifications.calendar import due, easter, holidays, is_quiet, is_working_day
from notifications.notices import Rhythm


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28"), (2038, "2038-04-25")],
)
def test_easter_falls_where_calendars_say(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(day)


@pytest.mark.parametrize("day", ["2026-04-06", "2026-05-14", "2026-05-25", "2026-07-14", "2026-07-21", "2026-05-08"])
def test_holidays_of_both_countries_are_known(day: str) -> None:
    assert date.fromisoformat(day) in holidays(2026)
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2026-11-24T08:00", False),  # Tuesday
        ("2026-11-24T17:59", False),
        ("2026-11-24T18:00", True),
        ("2026-11-24T07:59", True),
        ("2026-11-28T11:00", True),  # Saturday
        ("2026-11-11T11:00", True),
    ],
)
def test_evenings_week_ends_and_holidays_are_quiet(moment: str, quiet: bool) -> None:
    assert is_quiet(at(moment)) is quiet


@pytest.mark.parametrize(
    ("rhythm", "moment", "quiet", "when"),
    [
        (Rhythm.NOW, "2026-11-24T10:00", True, "2026-11-24T10:00"),
        (Rhythm.NOW, "2026-11-24T20:00", True, "2026-11-25T08:00"),
        (Rhythm.NOW, "2026-11-25T03:00", True, "2026-11-25T08:00"),
        (Rhythm.NOW, "2026-11-27T18:30", True, "2026-11-30T08:00"),  # Friday evening: Monday
        (Rhythm.NOW, "2026-11-27T18:30", False, "2026-11-27T18:30"),
        (Rhythm.DAILY, "2026-11-24T10:00", True, "2026-11-25T08:00"),
        (Rhythm.DAILY, "2026-11-27T10:00", True, "2026-11-30T08:00"),
        (Rhythm.DAILY, "2026-11-27T10:00", False, "2026-11-28T08:00"),
        (Rhythm.WEEKLY, "2026-11-24T10:00", True, "2026-11-27T08:00"),
        (Rhythm.WEEKLY, "2026-11-27T09:00", True, "2026-12-04T08:00"),
        (Rhythm.WEEKLY, "2026-04-28T09:00", True, "2026-05-04T08:00"),  # Friday 1 May: Monday
    ],
)
def test_a_letter_leaves_when_its_reader_wants_it(rhythm: Rhythm, moment: str, quiet: bool, when: str) -> None:
    assert due(rhythm, at(moment), quiet=quiet) == at(when)


def test_what_is_urgent_leaves_at_night_and_never_is_never() -> None:
    night = at("2026-11-28T03:00")
    assert due(Rhythm.NOW, night, quiet=True, urgent=True) == night
    assert due(Rhythm.NEVER, night, quiet=True, urgent=True) is None
