"""Two that prepare one site: the second waits for the first, on either engine."""

import threading

import pytest
from django.db import connection

from operations import alone as alone_module
from operations.alone import alone

pytestmark = [pytest.mark.contract, pytest.mark.django_db(transaction=True)]


def test_the_second_waits_until_the_first_has_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone_module, "PAUSE", 0.01)
    told, done = threading.Event(), threading.Event()

    def second() -> None:
        with alone(lambda words: told.set()):
            done.set()
        connection.close()

    thread = threading.Thread(target=second)
    said: list[str] = []
    with alone(said.append):
        thread.start()
        assert told.wait(20)
        assert not done.wait(0.2)
    assert done.wait(20)
    thread.join()
    assert said == []
