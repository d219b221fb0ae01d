"""One piece of work, one transaction, and what it has to tell told once at its end."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from cards.refs import Ref
from outbox.events import MOST_REFS, Event, record, record_in_batches
from outbox.generation import content_changed

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
PAUSE = 0.15
"""Seconds; SQLite looks every tenth of one whether its writer is free."""
Told = dict[type[Event], set[Ref]]

_held: ContextVar[Told | None] = ContextVar("what happened, held until the piece of work ends", default=None)


def tell(event_type: type[Event], refs: Iterable[Ref]) -> None:
    """Record that this happened to these things: with the rest of the piece of work under way, else at once."""
    refs = set(refs)
    held = _held.get()
    if held is not None:
        held.setdefault(event_type, set()).update(refs)
    elif refs:
        with transaction.atomic():
            record_in_batches(event_type, sorted(refs))


@contextmanager
def one_change() -> Iterator[None]:
    """A transaction that tells of everything at its end, once: a branch of a hundred pages deleted is one event.

    It raises the content generation whatever happened: a site's name, a redirect, a text page have no event.
    """
    with transaction.atomic():
        held: Told = {}
        token = _held.set(held)
        try:
            yield
        finally:
            _held.reset(token)
        if not transaction.get_rollback():
            content_changed()
            for event_type, refs in held.items():
                tell(event_type, refs)


def one_transaction(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator, for views that are not ours: an unsafe request changes everything it meant to, or nothing.

    The body is read first, so that a slow upload never holds SQLite's only writer.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in SAFE:
            return view(request, *args, **kwargs)
        _ = request.POST, request.FILES
        with one_change():
            return view(request, *args, **kwargs)

    return wrapped


def tell_by_batches(event_type: type[Event], refs: Sequence[Ref]) -> None:
    """Record that this happened to these things, each batch in a transaction of its own: a reader never waits long for
    SQLite's writer."""
    for start in range(0, len(refs), MOST_REFS):
        with transaction.atomic():
            record(event_type(tuple(refs[start : start + MOST_REFS])))


def make_way() -> None:
    """Between two batches of long work: whoever has been waiting for SQLite's only writer takes it now.

    Without this the next batch takes it back at once, and people are told that the site is busy.
    """
    if connection.vendor == "sqlite":
        time.sleep(PAUSE)
