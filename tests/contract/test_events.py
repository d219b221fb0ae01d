"""Events are owed with the change itself: never without it, never after it."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cards.refs import Ref
from outbox.events import MOST_REFS, RecordedOutsideTransactionError, record, record_in_batches
from tests.contract import chores
from tests.contract.chores import KettleBoiled, TeaServed

pytestmark = [pytest.mark.contract, pytest.mark.django_db(transaction=True)]
CUP = (Ref("cup", "1"),)


@pytest.fixture(autouse=True)
def subscriptions(settings: Settings) -> None:
    settings.SUBSCRIPTIONS = "tests.contract.chores.SUBSCRIPTIONS"
    chores.heard.clear()


def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RecordedOutsideTransactionError):
        record(KettleBoiled(CUP))
    assert not DBTaskResult.objects.exists()


def test_a_rolled_back_change_leaves_no_task() -> None:
    with transaction.atomic():
        record(KettleBoiled(CUP))
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


def test_a_committed_change_owes_one_task_per_subscriber_and_has_paid_the_functions() -> None:
    with transaction.atomic():
        record(KettleBoiled(CUP))
        assert chores.heard == [CUP]
    rows = DBTaskResult.objects.order_by("task_path")
    assert [row.task_path for row in rows] == ["tests.contract.chores.note", "tests.contract.chores.note_too"]
    assert rows[0].args_kwargs == {"args": [], "kwargs": {"event": "KettleBoiled", "refs": [["cup", "1"]]}}


def test_an_event_nobody_hears_owes_nothing() -> None:
    with transaction.atomic():
        record(TeaServed(CUP))
    assert not DBTaskResult.objects.exists()


def test_bulk_work_is_cut_into_events_that_fit_a_lease() -> None:
    cups = [Ref("cup", str(number)) for number in range(MOST_REFS + 1)]
    with transaction.atomic(), pytest.raises(ValueError, match="501"):
        record(KettleBoiled(tuple(cups)))
    with transaction.atomic():
        record_in_batches(KettleBoiled, cups)
    assert [len(refs) for refs in chores.heard] == [MOST_REFS, 1]
