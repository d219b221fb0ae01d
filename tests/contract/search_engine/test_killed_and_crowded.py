"""Processes die and crowd: the embedded index and its ledger agree again by themselves, and no search finds less."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cards.refs import Ref
from search.document import Document
from search.engines.embedded import EmbeddedEngine
from search.port import Query, SearchBusyError, Write

SCRIPT = Path(__file__).with_name("index_for_ever.py")


def test_killed_while_it_indexes_nothing_is_lost_nor_doubled(tmp_path: Path) -> None:
    for moment in (0.0, 0.03):
        process = subprocess.Popen([sys.executable, SCRIPT, "write", tmp_path], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for _ in range(3):
            assert process.stdout.readline() == "settled\n"
        time.sleep(moment)
        process.kill()
        process.wait()
        process.stdout.close()
    told = subprocess.run(
        [sys.executable, SCRIPT, "check", tmp_path], capture_output=True, text=True, check=True
    ).stdout
    assert json.loads(told) == {"missing": 0, "stale": 0, "ghosts": 0, "documents": 60}


def _writes(numbers: range, version: int = 1) -> list[Write]:
    return [Write(Ref("sheet", str(n)), version, Document(Ref("sheet", str(n)), f"Permis {n}", "/")) for n in numbers]


def test_searches_never_find_less_while_indexes_are_rebuilt_and_swapped(engine: EmbeddedEngine, tmp_path: Path) -> None:
    with engine.writing():
        engine.write(_writes(range(300)))
    reader = EmbeddedEngine(str(tmp_path / "index"))  # as another process would
    totals: list[int] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            totals.append(reader.search(Query(("public",))).total)

    thread = threading.Thread(target=search)
    thread.start()
    try:
        for _ in range(4):
            with engine.rebuilding() as beside:
                for start in range(0, 300, 100):
                    beside.write(_writes(range(start, start + 100)))
                beside.swap()
    finally:
        stop.set()
        thread.join()
    assert len(totals) > 20
    assert set(totals) == {300}


def test_one_writer_at_a_time_and_the_second_is_told(
    engine: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.embedded.WRITER_PATIENCE", 0.05)
    other = EmbeddedEngine(str(tmp_path / "index"))
    with engine.writing(), pytest.raises(SearchBusyError), other.writing():
        pass
    with other.writing():
        other.write(_writes(range(1)))


def test_an_index_of_another_analysis_is_not_read(engine: EmbeddedEngine, tmp_path: Path) -> None:
    other = EmbeddedEngine(str(tmp_path / "index"))
    other.generations.version = "0.0"
    assert engine.is_ready()
    assert not other.is_ready()


def test_old_indexes_are_swept_and_the_one_that_answers_never(
    engine: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.embedded.generations.KEPT", -1.0)
    for _ in range(3):
        with engine.rebuilding() as beside:
            beside.write(_writes(range(1)))
            beside.swap()
    engine.generations.sweep()
    assert [each.name for each in (tmp_path / "index").iterdir() if each.is_dir()] == [engine.generations.current]
    assert engine.search(Query(("public",))).total == 1


def test_what_a_killed_writer_left_behind_never_stops_the_next_one(tmp_path: Path) -> None:
    engine = EmbeddedEngine(str(tmp_path / "index"))
    with engine.rebuilding() as beside:
        beside.write(_writes(range(5)))
        beside.swap()
    folder = engine.generations.root / str(engine.generations.current)
    meta = json.loads((folder / "meta.json").read_text())
    segment = meta["segments"][0]["segment_id"].replace("-", "")
    left = [f"{segment}.{meta['opstamp'] + n}.del" for n in range(50)]
    for name in left:
        (folder / name).touch()
    managed = json.loads((folder / ".managed.json").read_text())
    (folder / ".managed.json").write_text(json.dumps([*managed, *left]))
    again = EmbeddedEngine(str(tmp_path / "index"))
    with again.writing():
        again.write(_writes(range(3), version=2))
    assert len(list(again.inventory())) == 5
