"""What must not be kept."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from feedback.models import Remark

KEPT = timedelta(days=90)


@task()
def forget_contacts() -> int:
    """Erase how to answer those who told of an error: once it is settled, or after ninety days; say of how many."""
    late = timezone.localdate() - KEPT
    left = Remark.objects.exclude(contact="").filter(Q(done_at__isnull=False) | Q(given_on__lt=late))
    return left.update(contact="")
