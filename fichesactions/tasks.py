"""What the worker does with pages: at their hour, and when the words they are filed under change."""

import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page, Revision

from accounts.space.basin_news import tell_of_pages
from fichesactions.changes import pages_changed, refs_of
from fichesactions.models import KnowledgePage
from outbox.transactions import one_change
from territories.models import Basin

logger = logging.getLogger(__name__)
LATE = timedelta(days=7)
"""Older news is none."""


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


@task(priority=20)
def tell_of_new_pages() -> int:
    """Pages of the last days, told to those of their basins: by the day, so that three hundred imported at once are one
    line, and so that a day on which nothing ran is made up for."""
    since = timezone.localdate() - LATE
    fresh = KnowledgePage.objects.visible_to(AnonymousUser()).filter(
        basins__isnull=False, first_published_at__gte=timezone.make_aware(datetime.combine(since, time.min))
    )
    days = {(basin, timezone.localdate(out)) for basin, out in fresh.values_list("basins", "first_published_at")}
    basins = Basin.objects.defer("outline").in_bulk({basin for basin, _ in days})
    over = (each for each in sorted(days) if each[1] < timezone.localdate())
    return sum(tell_of_pages(basins[basin], day.isoformat()) for basin, day in over)


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
