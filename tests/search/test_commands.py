"""The two commands of search, whose output others read."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from search.engines import engine
from search.indexing import catch_up
from tests.search.factories import Shelf

pytestmark = pytest.mark.django_db


def run(name: str, **options: bool) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue().strip()


def test_the_check_prints_exactly_the_contract(sheets: Shelf) -> None:
    sheets.put("1", "Passer le permis")
    assert run("check_search", json=True) == '{"missing":1,"stale":0,"ghosts":0,"documents":1}'
    assert run("check_search", json=True, fix=True) == '{"missing":0,"stale":0,"ghosts":0,"documents":1}'


def test_a_rebuild_leaves_nothing_to_mend(sheets: Shelf) -> None:
    sheets.put("1", "Passer le permis")
    assert run("rebuild_search") == "Index reconstruit : 1 éléments lus."
    assert catch_up() == (0, True)
    assert run("check_search", json=True) == '{"missing":0,"stale":0,"ghosts":0,"documents":1}'


def test_the_check_says_when_there_is_no_index(sheets: Shelf, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = settings.DATA_DIR / "nowhere"
    with pytest.raises(CommandError, match="ne répond pas"):
        run("check_search", json=True)


def test_a_second_rebuild_is_told_that_one_is_under_way(sheets: Shelf) -> None:
    with engine().rebuilding(), pytest.raises(CommandError, match="déjà en cours"):
        run("rebuild_search")


def test_a_long_rebuild_tells_how_far_it_is(sheets: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.indexing.BATCH", 2)
    monkeypatch.setattr("search.management.commands.rebuild_search.TOLD_EVERY", 4)
    for key in range(5):
        sheets.put(str(key), "Passer le permis")
    assert run("rebuild_search").split("\n") == ["4 éléments lus…", "Index reconstruit : 5 éléments lus."]
