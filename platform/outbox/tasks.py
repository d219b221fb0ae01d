"""What the outbox keeps tidy about itself."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from outbox.generation import fold

KEPT = timedelta(days=1)


@task(priority=-50)
def prune_done_tasks() -> int:
    """Forget tasks that succeeded more than a day ago; failed ones stay until someone has looked."""
    deleted, _ = DBTaskResult.objects.successful().filter(finished_at__lt=timezone.now() - KEPT).delete()
    return deleted


@task(priority=-50)
def fold_content_changes() -> int:
    """Keep the generation quick to read: it sums few rows, however much changed."""
    return fold()
