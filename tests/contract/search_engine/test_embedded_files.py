"""What lies in the embedded engine's folder: one writer, indexes of another version, what the dead left."""

import json
from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine
from search.port import Query, SearchBusyError
from tests.contract.search_engine.writes import permits


@pytest.fixture
def blank(folder: Path) -> EmbeddedEngine:
    """This engine only, on which `engine` then stands."""
    return EmbeddedEngine(str(folder))


def test_one_writer_at_a_time_and_the_second_is_told(
    engine: EmbeddedEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.embedded.WRITER_PATIENCE", 0.05)
    other = EmbeddedEngine(str(folder))
    with engine.writing(), pytest.raises(SearchBusyError), other.writing():
        pass
    with other.writing():
        other.write(permits(range(1)))


def test_an_index_of_another_analysis_is_not_read(engine: EmbeddedEngine, folder: Path) -> None:
    other = EmbeddedEngine(str(folder))
    other.generations.version = "0.0"
    assert engine.is_ready()
    assert not other.is_ready()


def test_old_indexes_are_swept_and_the_one_that_answers_never(
    engine: EmbeddedEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.embedded.generations.KEPT", -1.0)
    for _ in range(3):
        with engine.rebuilding() as beside:
            beside.write(permits(range(1)))
            beside.swap()
    engine.generations.sweep()
    assert [each.name for each in folder.iterdir() if each.is_dir()] == [engine.generations.current]
    assert engine.search(Query(("public",))).total == 1


def test_what_a_killed_writer_left_behind_never_stops_the_next_one(blank: EmbeddedEngine, folder: Path) -> None:
    with blank.rebuilding() as beside:
        beside.write(permits(range(5)))
        beside.swap()
    current = folder / str(blank.generations.current)
    meta = json.loads((current / "meta.json").read_text())
    segment = meta["segments"][0]["segment_id"].replace("-", "")
    left = [f"{segment}.{meta['opstamp'] + n}.del" for n in range(50)]
    for name in left:
        (current / name).touch()
    managed = json.loads((current / ".managed.json").read_text())
    (current / ".managed.json").write_text(json.dumps([*managed, *left]))
    again = EmbeddedEngine(str(folder))
    with again.writing():
        again.write(permits(range(3), version=2))
    assert len(list(again.inventory())) == 5
