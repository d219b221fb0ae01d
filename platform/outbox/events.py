"""Events: what happened, owed to whoever the table of subscriptions names, in the transaction that made it happen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from cards.refs import Ref
from outbox.generation import content_changed

MOST_REFS = 500
"""Bulk work records one event per this many things, so that no task outgrows its lease."""


class RecordedOutsideTransactionError(RuntimeError):
    """An event must commit or vanish with the change it tells of."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to these things. Named in the past tense; carries keys, never content."""

    refs: tuple[Ref, ...]


Subscriber = Task | Callable[[Event], None]
"""A task is owed and paid later, at least once; a plain function is paid at once, in the same transaction."""


def record(event: Event) -> None:
    """Owe this event to its subscribers: one task row each, committed with the change itself, as is the generation.

    Raises RecordedOutsideTransactionError outside a transaction and ValueError past MOST_REFS things.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RecordedOutsideTransactionError(type(event).__name__)
    if len(event.refs) > MOST_REFS:
        raise ValueError(f"{len(event.refs)} choses dans un événement, {MOST_REFS} au plus")
    content_changed()
    table: Mapping[type[Event], Sequence[Subscriber]] = import_string(settings.SUBSCRIPTIONS)
    for subscriber in table.get(type(event), ()):
        if isinstance(subscriber, Task):
            subscriber.enqueue(event=type(event).__name__, refs=[list(ref) for ref in event.refs])
        else:
            subscriber(event)


def record_in_batches(event_type: type[Event], refs: Sequence[Ref]) -> None:
    """Record one event of this type per MOST_REFS things."""
    for start in range(0, len(refs), MOST_REFS):
        record(event_type(tuple(refs[start : start + MOST_REFS])))
