"""The clock hands out each turn once, however many workers look at it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from outbox.clock import tick
from outbox.models import ScheduledJob
from tests.contract.conftest import Start

pytestmark = [pytest.mark.contract, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def schedule(settings: Settings) -> None:
    settings.SCHEDULE = "tests.contract.chores.SCHEDULE"


def turns() -> int:
    return DBTaskResult.objects.filter(task_path="tests.contract.chores.count_turn").count()


def test_a_new_job_waits_for_its_first_turn_then_has_one_turn_at_a_time() -> None:
    assert tick() == 0
    ScheduledJob.objects.update(next_run=timezone.now() - timedelta(hours=3))
    assert tick() == 1, "missed turns are not made up for"
    assert tick() == 0
    assert turns() == 1


def test_workers_that_tick_together_enqueue_once(start: Start) -> None:
    tick()
    ScheduledJob.objects.update(next_run=timezone.now() - timedelta(minutes=1))
    script = "from outbox.clock import tick; from django.conf import settings; "
    script += "settings.SCHEDULE = 'tests.contract.chores.SCHEDULE'; print('ticked', tick())"
    processes = [start("shell", "--no-imports", "-c", script) for _ in range(4)]
    outputs = [process.communicate(timeout=60)[0] for process in processes]
    assert sorted(output.split("ticked ")[1].strip() for output in outputs) == ["0", "0", "0", "1"], outputs
    assert turns() == 1
