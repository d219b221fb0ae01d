"""The worker pays what is owed: leases a task, runs it, tries again later when it fails, and never forgets one.

django-tasks stores the rows; its own worker gives a task one attempt, and a killed worker's task none. Here a task is
leased for ten minutes: an expired lease, or the lease of a process that is gone from this machine, is work again.
"""

import logging
import os
import socket
import time
import traceback
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from outbox.clock import tick

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
RETRY_AFTER = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600, 6 * 3600))
"""Growing delays between attempts; after the last, the task stays failed and visible."""
IDLE_PAUSE = 0.2
CLOCK_PAUSE = 5.0


class WorkerDiedError(RuntimeError):
    """The worker was lost at every attempt: the task itself may be what kills it."""


class Worker:
    """One process that runs due tasks, most urgent first, and the clock. At most one in a process: see `_is_gone`."""

    def __init__(self, *, ends_when: Callable[[], bool] = lambda: False) -> None:
        self.id = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self.stopping = False
        self.ends_when = ends_when

    def stop(self) -> None:
        """Finish the task at hand, then end."""
        self.stopping = True

    def run(self, *, until_idle: bool = False) -> int:
        """Work until stopped, or until nothing is due; say how many tasks were run."""
        done = 0
        self._clock_due = 0.0
        while not (self.stopping or self.ends_when()):
            try:
                worked = self._turn()
            except (OperationalError, InterfaceError):
                if until_idle:
                    raise
                logger.exception("The database does not answer, again in %s s", CLOCK_PAUSE)
                time.sleep(CLOCK_PAUSE)
                continue
            if worked:
                done += 1
            elif until_idle:
                break
            else:
                time.sleep(IDLE_PAUSE)
        return done

    def _turn(self) -> bool:
        close_old_connections()
        if time.monotonic() >= self._clock_due:
            recover_lost_leases()
            tick()
            self._clock_due = time.monotonic() + CLOCK_PAUSE
        return self.run_one()

    def run_one(self) -> bool:
        """Lease the most urgent due task and run it; False when nothing is due."""
        row = self._lease()
        if row is None:
            return False
        try:
            value = normalize_json(row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"]))
        except Exception as error:
            _failed(row, error)
        else:
            _settle(row, TaskResultStatus.SUCCESSFUL, return_value=value, exception_class_path="", traceback="")
        return True

    def _lease(self) -> DBTaskResult | None:
        if (
            not DBTaskResult.objects.ready().exists()
        ):  # A read takes no lock: an idle worker never holds SQLite's writer.
            return None
        with transaction.atomic():
            row: DBTaskResult | None = DBTaskResult.objects.ready().get_locked()
            if row is not None:
                row.claim(self.id)
            return row


def recover_lost_leases() -> int:
    """Put back to work what a dead worker held: its lease ran out, or its process is gone from this machine.

    Called between tasks: what still runs under this very process is a task whose end could not be written, lost too.
    """
    lost = [
        row
        for row in DBTaskResult.objects.running()
        if row.started_at < timezone.now() - LEASE or _is_gone(row.worker_ids[-1])
    ]
    for row in lost:
        if len(row.worker_ids) > len(RETRY_AFTER):
            _failed(row, WorkerDiedError(f"after {len(row.worker_ids)} attempts"))
        else:
            _settle(row, TaskResultStatus.READY, finished_at=None)
    return len(lost)


def _failed(row: DBTaskResult, error: Exception) -> None:
    attempt = len(row.worker_ids)
    what = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(traceback.format_exception(error)),
    }
    if attempt > len(RETRY_AFTER):
        logger.error("Task %s failed for good after %d attempts", row.task_path, attempt, exc_info=error)
        _settle(row, TaskResultStatus.FAILED, **what)
        return
    delay = RETRY_AFTER[attempt - 1]
    logger.warning("Task %s failed (attempt %d), again in %s", row.task_path, attempt, delay, exc_info=error)
    _settle(row, TaskResultStatus.READY, run_after=timezone.now() + delay, finished_at=None, **what)


def _settle(row: DBTaskResult, status: str, **values: Any) -> None:
    # A worker whose lease ran out may end after another took the task over: the last to lease it has the last word.
    # And whoever found a lease lost may have read it just before its holder ended well: done is done.
    still_ours = DBTaskResult.objects.running().filter(pk=row.pk, worker_ids=row.worker_ids)
    still_ours.update(**({"status": status, "finished_at": timezone.now()} | values))


def _is_gone(worker_id: str) -> bool:
    host, _, rest = worker_id.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    if int(pid) == os.getpid():  # Our own, between tasks; or a container restarted: the same number, another life.
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False
