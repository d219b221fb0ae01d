"""What is new in the searches of which somebody wants to be told: looked for once a day, told by the letters.

New is what appeared on the site since: the ledger numbers things in the order in which they came. Whoever was told of a
thing is never told of it again for the same search, and what a reader may not see any more when a letter leaves is left
out of it. A day without anything new asks the engine nothing.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.db import transaction
from django_tasks import task

from cards.refs import Ref
from notifications.telling import tell
from search.by_address import list_at, newest_hits
from search.indexing import entry_ref
from search.models import IndexEntry
from search.models.saved import SavedSearch, last_settled
from search.saved.actions import NEWS

BATCH = 100
"""Searches of one task, so that none outgrows its lease."""
LOOKED_AT = 200
"""Results of one search, the newest first, among which what is new is looked for."""
MOST_TOLD = 10
"""Of one search, in one day: the list itself shows the rest."""
MOST_NEW = 20_000
"""Things of one look: a first delivery of a whole country is no news for each of its services."""


@task(priority=-10)
def tell_of_news(after: int = 0) -> int:
    """Tell of what is new in the next searches, and come back for the others. An engine that is away raises: the
    worker tries again, and nothing new was lost meanwhile."""
    until = last_settled()
    watched = SavedSearch.objects.watched().filter(pk__gt=after, person__is_active=True)
    batch = list(watched.order_by("pk").select_related("person")[:BATCH])
    came = _came_since(min((saved.newest for saved in batch), default=until), until)
    told = sum(_tell(saved, came, until) for saved in batch if saved.newest < until)
    if len(batch) == BATCH:
        tell_of_news.enqueue(after=batch[-1].pk)
    return told


def _came_since(newest: int, until: int) -> Mapping[Ref, int]:
    """Things that came after this entry of the ledger, with their own."""
    entries = IndexEntry.objects.filter(pk__gt=newest, pk__lte=until).order_by("-pk")
    return {entry_ref(entry): entry.pk for entry in entries[:MOST_NEW]}


def _tell(saved: SavedSearch, came: Mapping[Ref, int], until: int) -> int:
    new = list(islice(_new_in(saved, came), MOST_TOLD))
    with transaction.atomic():
        for ref in new:
            tell([saved.person_id], NEWS, saved.ref, occurrence=str(ref))
        SavedSearch.objects.filter(pk=saved.pk).update(newest=until)
    return len(new)


def _new_in(saved: SavedSearch, came: Mapping[Ref, int]) -> Iterator[Ref]:
    kinds = saved.kinds
    if not any(entry > saved.newest and (not kinds or ref.kind in kinds) for ref, entry in came.items()):
        return
    hits = newest_hits(list_at(saved.path, saved.params, kinds), saved.person, LOOKED_AT)
    yield from (hit.ref for hit in hits if came.get(hit.ref, 0) > saved.newest)
