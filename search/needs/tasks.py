"""What must not be kept."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from search.models import Need, SettledNeed

KEPT = timedelta(days=90)
BATCH = 2000


@task(priority=-50)
def purge_expired() -> int:
    """Forget searches of more than ninety days, and what was settled before them; say how many rows that was."""
    last = timezone.localdate() - KEPT
    gone = 0
    while keys := list(Need.objects.filter(day__lt=last).values_list("pk", flat=True)[:BATCH]):
        gone += Need.objects.filter(pk__in=keys).delete()[0]
    return gone + SettledNeed.objects.filter(done_on__lt=last).delete()[0]
