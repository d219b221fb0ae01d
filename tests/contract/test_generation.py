"""The content generation counts what is committed, in whatever order it was begun: no kept page outlives a change."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from cards.refs import Ref
from outbox.events import record
from outbox.generation import ChangedOutsideTransactionError, content_changed, fold, generation
from outbox.models import ContentChange
from outbox.transactions import one_change, one_transaction
from tests.contract.chores import TeaServed

pytestmark = [pytest.mark.contract, pytest.mark.django_db(transaction=True)]


def change() -> None:
    with transaction.atomic():
        content_changed()


@contextmanager
def begun_elsewhere() -> Iterator[Callable[[], None]]:
    """Another writer's transaction, with its change in it; what is yielded ends it."""
    written, may_end = threading.Event(), threading.Event()

    def work() -> None:
        with transaction.atomic():
            content_changed()
            written.set()
            may_end.wait(10)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    assert written.wait(10)

    def end() -> None:
        may_end.set()
        thread.join()

    try:
        yield end
    finally:
        end()


def test_a_committed_change_raises_it_and_one_taken_back_does_not() -> None:
    before = generation()
    change()
    assert generation() == before + 1
    with transaction.atomic():
        content_changed()
        transaction.set_rollback(True)
    assert generation() == before + 1


def test_a_part_taken_back_takes_its_raise_back() -> None:
    before = generation()
    with transaction.atomic():
        with transaction.atomic():
            content_changed()
            transaction.set_rollback(True)
        assert generation() == before


def test_a_change_told_outside_its_transaction_is_refused() -> None:
    with pytest.raises(ChangedOutsideTransactionError):
        content_changed()


def test_nobody_sees_it_rise_before_the_change_is_there() -> None:
    before = generation()
    with begun_elsewhere() as end:
        assert generation() == before
        end()
    assert generation() == before + 1


def test_who_began_first_and_ends_last_raises_it_last() -> None:
    if connection.vendor == "sqlite":
        return  # One writer at a time: whoever begins first ends first.
    with begun_elsewhere() as end:
        change()
        between = generation()
        end()
    assert generation() == between + 1, "a page made between the two must not be served any more"


def test_folding_changes_nothing_that_is_read() -> None:
    for _ in range(5):
        change()
    before = generation()
    assert fold() >= 5
    assert (generation(), ContentChange.objects.count()) == (before, 1)
    change()
    assert generation() == before + 1


def test_a_change_under_way_survives_the_folding_of_others() -> None:
    if connection.vendor == "sqlite":
        return  # Folding waits for it.
    change()
    change()
    before = generation()
    with begun_elsewhere() as end:
        fold()
        assert generation() == before
        end()
    assert generation() == before + 1


def test_a_piece_of_work_raises_it_whatever_it_tells() -> None:
    before = generation()
    with one_change():
        pass
    assert generation() > before


def test_an_event_raises_it_even_when_nobody_hears() -> None:
    before = generation()
    with transaction.atomic():
        record(TeaServed((Ref("cup", "1"),)))
    assert generation() == before + 1


def test_an_unsafe_request_of_the_admin_raises_it_and_a_reading_one_does_not(rf: RequestFactory) -> None:
    view = one_transaction(lambda request: HttpResponse())
    before = generation()
    view(rf.get("/admin/"))
    assert generation() == before
    view(rf.post("/admin/", {"nom": "autre"}))
    assert generation() > before
