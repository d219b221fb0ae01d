"""What notifications do by themselves: send letters, forget what is old."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from notifications.letters import send_due
from notifications.models import Letter, Notification

READ_KEPT = timedelta(days=90)
UNREAD_KEPT = timedelta(days=365)


@task(priority=20)
def send_due_letters() -> dict[str, int]:
    """Send every letter that is due by now."""
    return send_due().as_dict()


@task(priority=-50)
def forget_old_notices() -> int:
    """Forget what was read three months ago, what was told a year ago, and the letters that told nothing else."""
    now = timezone.now()
    read, _ = Notification.objects.filter(read_at__lt=now - READ_KEPT).delete()
    untouched, _ = Notification.objects.filter(told_at__lt=now - UNREAD_KEPT).delete()
    Letter.objects.filter(notifications=None, written_at__lt=now - READ_KEPT).delete()
    return read + untouched
