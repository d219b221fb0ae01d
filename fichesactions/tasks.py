"""What the worker does with pages: at their hour, and when the words they are filed under change."""

import logging
from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page, Revision

from fichesactions.changes import pages_changed, refs_of
from fichesactions.models import KnowledgePage
from outbox.transactions import one_change

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


FACET_OF_KIND = {
    "theme": "themes__slug__in",
    "audience": "audiences__slug__in",
    "practicetopic": "topics__slug__in",
    "pathstage": "stages__slug__in",
    "sector": "sectors__slug__in",
    "basin": "basins__slug__in",
}


@task(priority=40)
def tell_of_words(event: str = "", refs: Sequence[Sequence[str]] = ()) -> int:
    """Hears TermsChanged and PlacesChanged: pages filed under these words and basins read otherwise now."""
    filed = Q(themes__parent__slug__in=[key for kind, key in refs if kind == "theme"])
    for named, facet in FACET_OF_KIND.items():
        filed |= Q(**{facet: [key for kind, key in refs if kind == named]})
    told = refs_of(KnowledgePage.objects.filter(filed, live=True).distinct())
    pages_changed(told)
    return len(told)


def _done(thing: Page | Revision) -> bool:
    try:
        with one_change():
            if isinstance(thing, Revision):
                thing.publish(log_action="wagtail.publish.scheduled")
            else:
                thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except Exception:
        logger.exception("Scheduled change of %r failed, tried again in a minute", thing)
        return False
    return True
