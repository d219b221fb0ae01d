"""What happens to places is told in the transaction that changes it, imports included."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from cards.refs import Ref
from outbox.events import Event
from territories.events import PlacesChanged
from territories.imports import import_file, import_files
from tests.territories.factories import BasinFactory, MunicipalityFactory
from tests.territories.test_import import HEADER, LIEGE, VERVIERS, csv_of

pytestmark = pytest.mark.django_db
HEARD: list[Event] = []
SUBSCRIPTIONS: dict[type[Event], tuple[Callable[[Event], None], ...]] = {PlacesChanged: (HEARD.append,)}


@pytest.fixture(autouse=True)
def heard(settings: Settings) -> list[Event]:
    settings.SUBSCRIPTIONS = "tests.territories.test_events.SUBSCRIPTIONS"
    HEARD.clear()
    return HEARD


def refs(heard: list[Event]) -> set[str]:
    told = {str(ref) for event in heard for ref in event.refs}
    heard.clear()
    return told


def test_a_basin_renamed_is_told_under_both_its_keys(heard: list[Event]) -> None:
    basin = BasinFactory(slug="verviers")
    heard.clear()
    basin.slug = "vesdre"
    basin.save()
    assert refs(heard) == {"basin:verviers", "basin:vesdre", str(basin.territory.ref)}
    basin.save()
    assert refs(heard) == set()


def test_a_municipality_is_told_when_it_changes_basin_or_goes_and_not_for_its_population(heard: list[Event]) -> None:
    town = MunicipalityFactory(code="BE:63079")
    heard.clear()
    town.population = 9
    town.save()
    assert refs(heard) == set()
    town.basin = BasinFactory(slug="autre")
    heard.clear()
    town.save()
    assert refs(heard) == {"municipality:BE:63079"}
    town.delete()
    assert refs(heard) == {"municipality:BE:63079"}


def test_an_import_tells_of_what_it_changed_in_one_event(tmp_path: Path, heard: list[Event]) -> None:
    import_file(path=csv_of(tmp_path, HEADER, VERVIERS, LIEGE))
    assert len(heard) == 1
    places = {"territory:wallonie", "basin:verviers", "basin:liege", "municipality:BE:63079", "municipality:BE:62063"}
    assert refs(heard) == places
    import_file(path=csv_of(tmp_path, HEADER, VERVIERS, LIEGE))
    assert heard == []
    import_file(path=csv_of(tmp_path, HEADER, VERVIERS.replace("Wallonie,Verviers", "Wallonie,Liège"), LIEGE))
    assert [event.refs for event in heard] == [(Ref("municipality", "BE:63079"),)]


def test_a_file_that_is_refused_tells_nothing(tmp_path: Path, heard: list[Event]) -> None:
    ring = [VERVIERS.rstrip(",") + ",62063", LIEGE.rstrip(",") + ",63079"]
    [report] = import_files(paths=[csv_of(tmp_path, HEADER, *ring)])
    assert report.exit_code
    assert heard == []
