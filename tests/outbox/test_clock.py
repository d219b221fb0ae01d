"""When a job of the schedule is next due, in local time."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django_tasks.base import Task

from outbox.clock import Job
from outbox.tasks import prune_done_tasks

NO_SCHEDULE: tuple[Job, ...] = ()
BRUSSELS = ZoneInfo("Europe/Brussels")
TASK: Task = prune_done_tasks


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-23T02:00", "2026-11-23T03:10"),
        ("2026-11-23T03:10", "2026-11-24T03:10"),
        ("2026-11-23T23:59", "2026-11-24T03:10"),
        # The clocks go back between the two: the hour of the day stays.
        ("2026-10-24T12:00", "2026-10-25T03:10"),
    ],
)
def test_a_daily_job_is_due_at_its_local_hour(moment: str, due: str) -> None:
    job = Job("daily", TASK, at=time(3, 10))
    next_run = job.next_after(datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS))
    assert next_run == datetime.fromisoformat(due).replace(tzinfo=BRUSSELS)


def test_a_recurring_job_is_due_after_its_interval() -> None:
    moment = datetime(2026, 11, 23, 12, tzinfo=BRUSSELS)
    assert Job("often", TASK, every=timedelta(minutes=5)).next_after(moment) == moment + timedelta(minutes=5)
