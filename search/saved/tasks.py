"""What saved searches do by themselves, besides telling of news."""

from django.utils import timezone
from django_tasks import task

from search.models import SavedSearch
from search.saved.actions import REGRETTED_WITHIN


@task(priority=-50)
def forget_removed_searches() -> int:
    """Forget the searches that were let go yesterday."""
    gone, _ = SavedSearch.objects.filter(removed_at__lt=timezone.now() - REGRETTED_WITHIN).delete()
    return gone
