"""What the clock remembers, and how often content changed. The tasks themselves are rows of django-tasks."""

from django.db import models


class ScheduledJob(models.Model):
    """When a job of the schedule is next due: one row a job, locked while it is handed out."""

    name = models.CharField(primary_key=True, max_length=80)
    next_run = models.DateTimeField()
    last_run = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "tâche programmée"
        verbose_name_plural = "tâches programmées"

    def __str__(self) -> str:
        return self.name


class ContentChange(models.Model):
    """One committed transaction that changed what people read, or several folded into one: see outbox.generation."""

    times = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = "changement de contenu"
        verbose_name_plural = "changements de contenu"

    def __str__(self) -> str:
        return f"{self.pk} × {self.times}"
