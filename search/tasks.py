"""What the worker does for search: pay what the ledger owes the index."""

from collections.abc import Sequence

from django_tasks import task

from search.indexing import catch_up


@task(priority=50)
def refresh_index(event: str = "", refs: Sequence[Sequence[str]] = ()) -> int:
    """Index what changed, whichever event asked: the ledger says what, so many requests are settled by one run.

    Comes back by itself while a backlog remains; an engine that is away raises, and the worker tries again later.
    """
    written, finished = catch_up()
    if not finished:
        refresh_index.enqueue()
    return written
