"""The worker and the index: one run settles many requests, and a backlog brings the task back."""

from collections.abc import Callable

import pytest
from django_tasks_db.models import DBTaskResult

from search import indexing
from search.indexing import check
from search.tasks import refresh_index
from tests.search.factories import Shelf

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_backlog_longer_than_one_task_is_settled_by_the_next(
    sheets: Shelf, monkeypatch: pytest.MonkeyPatch, work: Callable[[], int]
) -> None:
    monkeypatch.setattr(indexing, "BATCH", 10)
    monkeypatch.setattr(indexing, "MOST_BATCHES", 1)
    for number in range(35):
        sheets.put(str(number), f"Titre {number}")
    refresh_index.enqueue()
    work()
    assert check().counts == {"missing": 0, "stale": 0, "ghosts": 0, "documents": 35}


def test_a_busy_index_is_tried_again_later(
    sheets: Shelf, monkeypatch: pytest.MonkeyPatch, work: Callable[[], int]
) -> None:
    monkeypatch.setattr("search.engines.embedded.WRITER_PATIENCE", 0.0)
    sheets.put("1", "Titre")
    result = refresh_index.enqueue()
    with indexing.engine().writing():
        work()
    row = DBTaskResult.objects.get(pk=result.id)
    assert (row.status, len(row.worker_ids)) == ("READY", 1)
    assert row.run_after is not None
