"""The worker pays every task at least once, never twice at the same time, and hides no failure."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from outbox import worker as worker_module
from outbox.backlog import failed_for_good, give_again, is_late
from outbox.management.commands.run_tasks import pretended
from outbox.worker import LEASE, RETRY_AFTER, Worker, recover_lost_leases
from tests.contract import chores
from tests.contract.conftest import Start

pytestmark = [pytest.mark.contract, pytest.mark.django_db(transaction=True)]


def wait_until(happened: Callable[[], bool], seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.05)


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def only_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


@pytest.fixture
def later(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Move everyone's clock forward from here."""
    settings.SCHEDULE = "tests.outbox.test_clock.NO_SCHEDULE"
    real = timezone.now
    moved = timedelta(0)

    def move(by: timedelta) -> None:
        nonlocal moved
        moved += by
        monkeypatch.setattr(timezone, "now", lambda: real() + moved)

    return move


def test_a_task_runs_once_and_is_done(tmp_path: Path) -> None:
    chores.write_line.enqueue(str(tmp_path / "log"), "a")
    assert Worker().run(until_idle=True) == 1
    assert Worker().run(until_idle=True) == 0
    assert [line.split()[:2] for line in lines(tmp_path / "log")] == [["begin", "a"], ["end", "a"]]
    assert only_row().status == TaskResultStatus.SUCCESSFUL


def test_the_most_urgent_goes_first_then_the_oldest(tmp_path: Path) -> None:
    log = tmp_path / "log"
    chores.write_line.enqueue(str(log), "first")
    chores.write_line.enqueue(str(log), "second")
    chores.write_urgent_line.enqueue(str(log), "urgent")
    Worker().run(until_idle=True)
    assert [line.split()[1] for line in lines(log) if line.startswith("begin")] == ["urgent", "first", "second"]


def test_a_failure_is_tried_again_after_growing_delays_then_stays_visible(later: Callable[[timedelta], None]) -> None:
    chores.fail.enqueue("no tea")
    for delay in RETRY_AFTER:
        assert Worker().run(until_idle=True) == 1
        row = only_row()
        assert row.status == TaskResultStatus.READY
        assert "no tea" in row.traceback
        later(delay - timedelta(seconds=4))
        assert Worker().run(until_idle=True) == 0, "too early"
        later(timedelta(seconds=5))
    assert Worker().run(until_idle=True) == 1
    assert [row.task_path for row in failed_for_good()] == ["tests.contract.chores.fail"]
    later(timedelta(days=30))
    assert Worker().run(until_idle=True) == 0


def test_a_failed_task_given_again_has_all_its_attempts(later: Callable[[timedelta], None]) -> None:
    chores.fail.enqueue("no tea")
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, worker_ids=["x"] * 7, finished_at=timezone.now())
    task_id = str(only_row().pk)
    assert give_again(task_id)
    assert not give_again(task_id), "it is not failed any more"
    assert Worker().run(until_idle=True) == 1
    assert only_row().status == TaskResultStatus.READY


@pytest.mark.parametrize("path", ["no.such.task", "nodots", "tests.contract.chores.hear"])
def test_a_task_that_is_not_there_any_more_does_not_stop_the_worker(path: str, tmp_path: Path) -> None:
    chores.fail.enqueue("renamed since")
    DBTaskResult.objects.update(task_path=path)
    chores.write_line.enqueue(str(tmp_path / "log"), "after")
    assert Worker().run(until_idle=True) == 2
    assert len(lines(tmp_path / "log")) == 2
    assert DBTaskResult.objects.get(task_path=path).traceback


def test_a_result_that_cannot_be_written_is_a_failure_like_another() -> None:
    chores.return_something_unwritable.enqueue()
    Worker().run(until_idle=True)
    assert "TypeError" in only_row().exception_class_path


def test_a_killed_workers_task_is_work_again_at_once(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "log"
    chores.write_line.enqueue(str(log), "slow", 60)
    process = start("run_tasks")
    wait_until(lambda: len(lines(log)) == 1)
    process.kill()
    process.wait()
    DBTaskResult.objects.update(args_kwargs={"args": [str(log), "slow"], "kwargs": {}})
    Worker().run(until_idle=True)
    assert [line.split()[0] for line in lines(log)] == ["begin", "begin", "end"]
    assert only_row().status == TaskResultStatus.SUCCESSFUL


def test_a_lease_of_another_machine_is_work_again_once_it_ran_out(later: Callable[[timedelta], None]) -> None:
    chores.count_turn.enqueue()
    only_row().claim("elsewhere:12:abc")
    later(LEASE - timedelta(seconds=5))
    assert recover_lost_leases() == 0
    later(timedelta(seconds=10))
    assert recover_lost_leases() == 1
    assert Worker().run(until_idle=True) == 1


def test_a_task_that_kills_its_worker_every_time_ends_among_the_failed(start: Start) -> None:
    chores.kill_the_worker.enqueue()
    DBTaskResult.objects.update(worker_ids=["elsewhere:1:x"] * len(RETRY_AFTER))
    assert start("run_tasks", "--until-idle").wait(60) == -9
    assert Worker().run(until_idle=True) == 0
    assert failed_for_good().get().exception_class_path == "outbox.worker.WorkerDiedError"


def test_who_lost_the_lease_does_not_overwrite_who_took_it_over() -> None:
    chores.count_turn.enqueue()
    late = only_row()
    late.claim("elsewhere:1:x")
    only_row().claim("elsewhere:2:y")
    worker_module._settle(late, TaskResultStatus.SUCCESSFUL, return_value="late")
    row = only_row()
    assert (row.status, row.worker_ids) == (TaskResultStatus.RUNNING, ["elsewhere:1:x", "elsewhere:2:y"])


def test_what_ended_is_not_put_back_by_who_read_it_running() -> None:
    chores.count_turn.enqueue()
    read = only_row()
    read.claim("elsewhere:1:x")
    worker_module._settle(read, TaskResultStatus.SUCCESSFUL)
    worker_module._settle(read, TaskResultStatus.READY, finished_at=None)
    assert only_row().status == TaskResultStatus.SUCCESSFUL


def test_a_task_whose_end_could_not_be_written_is_taken_back_by_its_own_worker() -> None:
    worker = Worker()
    chores.count_turn.enqueue()
    only_row().claim(worker.id)
    assert worker.run(until_idle=True) == 1
    assert only_row().status == TaskResultStatus.SUCCESSFUL


def test_several_workers_run_each_task_once(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "log"
    for number in range(20):
        chores.write_line.enqueue(str(log), f"n{number}", 0.2)
    workers = [start("run_tasks", "--until-idle") for _ in range(3)]
    outputs = [worker.communicate(timeout=90)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0], outputs
    begun = sorted(line.split()[1] for line in lines(log) if line.startswith("begin"))
    assert begun == sorted(f"n{number}" for number in range(20))
    assert len({line.split()[2] for line in lines(log)}) > 1, "only one worker worked: the test proved nothing"
    assert DBTaskResult.objects.successful().filter(task_path=chores.write_line.module_path).count() == 20


def test_sigterm_ends_the_worker_after_the_task_in_hand(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "log"
    chores.write_line.enqueue(str(log), "in-hand", 2)
    chores.write_line.enqueue(str(log), "next", 0)
    process = start("run_tasks")
    wait_until(lambda: len(lines(log)) == 1)
    process.terminate()
    assert process.wait(20) == 0
    assert [line.split()[:2] for line in lines(log)] == [["begin", "in-hand"], ["end", "in-hand"]]
    assert DBTaskResult.objects.ready().filter(args_kwargs__args__1="next").count() == 1


def test_a_worker_whose_parent_is_gone_ends(tmp_path: Path, environment: dict[str, str]) -> None:
    log = tmp_path / "log"
    chores.write_line.enqueue(str(log), "at work")
    command = f"{sys.executable} {settings.BASE_DIR}/manage.py run_tasks --with-parent $$ & wait"
    shell = subprocess.Popen(["/bin/sh", "-c", command], env=environment, text=True, stdout=subprocess.PIPE)
    wait_until(lambda: len(lines(log)) == 2)
    shell.kill()
    # The worker holds the same pipe: it closes when both have ended.
    assert "1 tâche(s)" in shell.communicate(timeout=20)[0]


def test_a_database_that_does_not_answer_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker()
    answers = iter([OperationalError("gone"), OperationalError("still gone")])

    def turn() -> bool:
        for error in answers:
            raise error
        worker.stop()
        return True

    monkeypatch.setattr(worker, "_turn", turn)
    monkeypatch.setattr(worker_module, "CLOCK_PAUSE", 0)
    assert worker.run() == 1


def test_work_that_waits_too_long_is_late() -> None:
    chores.count_turn.enqueue()
    assert not is_late()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    assert is_late()
    DBTaskResult.objects.update(run_after=timezone.now() + timedelta(hours=1))
    assert not is_late(), "it is delayed, not late"


def test_a_pretended_date_is_everyones(settings: Settings) -> None:
    settings.DEBUG = True
    with pretended("2031-02-03T04:05"):
        assert timezone.localtime().isoformat() == "2031-02-03T04:05:00+01:00"
    assert timezone.now().year < 2031
