"""The clock: hands out the schedule's jobs as tasks when their time comes, once each, whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task

from outbox.models import ScheduledJob


@dataclass(frozen=True, slots=True)
class Job:
    """A task that comes back: every so often, or every day at a local time."""

    name: str
    task: Task
    every: timedelta | None = None
    at: time | None = None

    def next_after(self, moment: datetime) -> datetime:
        """The first time it is due after `moment`; missed turns are not made up for, one run is enough."""
        if self.every is not None:
            return moment + self.every
        today = timezone.localtime(moment).date()
        due = self._on(today)
        return due if due > moment else self._on(today + timedelta(days=1))

    def _on(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, self.at or time()))


def tick() -> int:
    """Enqueue every job that is due, and say how many. Safe to call from several workers at once."""
    now = timezone.now()
    jobs: Sequence[Job] = import_string(settings.SCHEDULE)
    known = {row.name: row.next_run for row in ScheduledJob.objects.filter(name__in=[job.name for job in jobs])}
    return sum(_hand_out(job, now) for job in jobs if job.name not in known or known[job.name] <= now)


def _hand_out(job: Job, now: datetime) -> bool:
    with transaction.atomic():
        ScheduledJob.objects.get_or_create(name=job.name, defaults={"next_run": job.next_after(now)})
        row = ScheduledJob.objects.select_for_update().get(name=job.name)
        if row.next_run > now:
            return False
        job.task.enqueue()
        row.last_run, row.next_run = now, job.next_after(now)
        row.save(update_fields=["last_run", "next_run"])
        return True
