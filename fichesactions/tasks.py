"""What the clock does with pages."""

import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


@task(priority=50)
def publish_scheduled() -> int:
    """Publish and retire the pages whose hour has come, each in a transaction of its own with its event.

    Wagtail's command does it outside any transaction, and one page that fails there stops those after it.
    """
    now = timezone.now()
    expired = list(Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"))
    due = list(Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"))
    return sum(_done(thing) for thing in [*expired, *due])


def _done(thing: Page | Revision) -> bool:
    try:
        with transaction.atomic():
            if isinstance(thing, Revision):
                thing.publish(log_action="wagtail.publish.scheduled")
            else:
                thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except Exception:
        logger.exception("Scheduled change of %r failed, tried again in a minute", thing)
        return False
    return True
