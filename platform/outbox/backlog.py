"""What is owed and late, and what failed for good: for those who watch over the site."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from outbox.worker import LEASE

LATE = timedelta(minutes=15)
"""Longer than a lease: one dead worker's task comes back before anyone is alarmed."""
SOON = timedelta(minutes=2)


def is_late(after: timedelta = LATE) -> bool:
    """Whether a task has waited so long that no worker seems to be at work."""
    limit = timezone.now() - after
    never_delayed = DBTaskResult.objects.filter(run_after=get_date_max(), enqueued_at__lt=limit)
    delayed = DBTaskResult.objects.filter(run_after__lt=limit)
    return bool((never_delayed | delayed).filter(status=TaskResultStatus.READY).exists())


def seems_stopped() -> bool:
    """For whoever watches a work advance: a due task was left two minutes, or a worker let go of the one it held."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LEASE)
    return is_late(SOON) or bool(lost.exists())


def failed_for_good() -> "QuerySet[DBTaskResult]":
    """Tasks that failed at every attempt, the latest first."""
    failed: QuerySet[DBTaskResult] = DBTaskResult.objects.failed().order_by("-finished_at")
    return failed


def give_again(task_id: str) -> bool:
    """Hand a failed task out again at once, with all its attempts; False when it is not among the failed."""
    again = {"status": TaskResultStatus.READY, "run_after": get_date_max(), "finished_at": None, "worker_ids": []}
    # Late is counted from now on: the task did not wait, it had failed.
    return bool(failed_for_good().filter(pk=task_id).update(enqueued_at=timezone.now(), **again))
