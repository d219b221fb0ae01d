"""Raising the ledger: in the transaction of the change, so that nothing that changed is ever forgotten."""

from collections.abc import Iterable

from django.db.models import F

from cards.refs import Ref, by_kind
from outbox.events import Event
from search.models import IndexEntry


def raise_versions(event: Event) -> None:
    """Subscriber, paid at once: these things changed, their documents are to be read again."""
    raise_for(event.refs)


def raise_for(refs: Iterable[Ref]) -> None:
    """Raise the version of each thing by one, making its entry when it has none."""
    for kind, keys in by_kind(refs).items():
        # Sorted, so that two transactions never wait for each other's rows.
        keys = sorted(set(keys))
        IndexEntry.objects.bulk_create(
            [IndexEntry(kind=kind, key=key, version=0) for key in keys], ignore_conflicts=True, batch_size=500
        )
        IndexEntry.objects.filter(kind=kind, key__in=keys).update(version=F("version") + 1)
