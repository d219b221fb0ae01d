"""Health tells machines what they need and strangers nothing."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from operations import health
from outbox.tasks import prune_done_tasks
from search.engines import engine
from search.indexing import ensure_index
from search.tasks import refresh_index


@pytest.mark.django_db
def test_a_site_with_its_index_is_ready(client: Client) -> None:
    ensure_index()
    response = client.get("/health/ready")
    assert response.json() == {"database": "ok", "tasks": "ok", "search": "ok"}
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_without_an_index_the_site_is_not_ready(client: Client) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["search"]) == (503, "missing")


@pytest.mark.django_db
@pytest.mark.parametrize("pointer", [b"\xff\xfe\x00\x9d", b"", b"elsewhere", None])
def test_an_index_that_nothing_points_to_is_missing_then_built_again(
    client: Client, tmp_path: Path, pointer: bytes | None
) -> None:
    ensure_index()
    folder = tmp_path / "search"
    if pointer is None:
        shutil.rmtree(folder / (folder / "current").read_text())
    else:
        (folder / "current").write_bytes(pointer)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["search"]) == (503, "missing")
    refresh_index.call()
    assert client.get("/health/ready").status_code == 200
    assert list(engine().inventory()) == []


@pytest.mark.django_db
def test_late_work_is_told_and_turns_nobody_away(client: Client) -> None:
    ensure_index()
    prune_done_tasks.enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=2))
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["tasks"]) == (200, "late")


@pytest.mark.django_db
def test_a_database_away_is_said_in_a_word(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> bool:
        raise DatabaseError("password for user site at 10.1.2.3 refused")

    monkeypatch.setattr(health, "is_late", away)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert "10.1.2.3" not in response.content.decode()


def test_the_process_is_alive_without_asking_anyone(client: Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}
