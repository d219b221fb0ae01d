"""A node that does not answer is not waited for, is tried again by one at a time, and is trusted once it answers."""

import pytest
from elastic_transport import ApiResponseMeta, ConnectionTimeout, HttpHeaders, NodeConfig
from elasticsearch import ApiError

from search.engines.elasticsearch import breaker
from search.engines.elasticsearch.breaker import FAILURES, REST, Breaker
from search.port import SearchUnavailableError


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(breaker, "time", made)
    return made


def said(status: int) -> ApiError:
    node = NodeConfig("http", "127.0.0.1", 9200)
    return ApiError("essai", ApiResponseMeta(status, "1.1", HttpHeaders(), 0.0, node), {})


def fail(one: Breaker, error: Exception, times: int = FAILURES) -> None:
    for _ in range(times):
        with pytest.raises(type(error)), one.through():
            raise error


def is_open(one: Breaker) -> bool:
    try:
        with one.through():
            return False
    except SearchUnavailableError:
        return True


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("error", [ConnectionTimeout("lent"), said(503), said(429)])
def test_after_a_few_failures_in_a_row_nobody_waits(error: Exception) -> None:
    one = Breaker()
    fail(one, error)
    assert is_open(one)


@pytest.mark.usefixtures("clock")
def test_an_answer_in_between_begins_anew() -> None:
    one = Breaker()
    fail(one, ConnectionTimeout("lent"), FAILURES - 1)
    assert not is_open(one)
    fail(one, ConnectionTimeout("lent"), FAILURES - 1)
    assert not is_open(one)


@pytest.mark.usefixtures("clock")
def test_a_node_that_says_no_still_answers() -> None:
    one = Breaker()
    fail(one, said(400))
    assert not is_open(one)


def test_after_a_rest_one_asks_and_the_others_still_do_not_wait(clock: Clock) -> None:
    one = Breaker()
    fail(one, ConnectionTimeout("lent"))
    clock.now += REST + 1
    with one.through():
        others = is_open(one)
    assert others
    assert not is_open(one)  # It answered: everyone may ask again.


def test_who_asked_after_a_rest_in_vain_lets_the_others_go_on(clock: Clock) -> None:
    one = Breaker()
    fail(one, ConnectionTimeout("lent"))
    clock.now += REST + 1
    fail(one, ConnectionTimeout("lent"), 1)
    assert is_open(one)
