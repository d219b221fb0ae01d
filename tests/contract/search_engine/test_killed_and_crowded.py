"""Processes die and crowd: an index and its ledger agree again by themselves, and no search finds less."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

from search.port import Engine, Query
from tests.contract.search_engine.writes import permits

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


def test_searches_never_find_less_while_indexes_are_rebuilt_and_swapped(engine: Engine, elsewhere: Engine) -> None:
    with engine.writing():
        engine.write(permits(range(300)))
    totals: list[int] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            totals.append(elsewhere.search(Query(("public",))).total)

    thread = threading.Thread(target=search)
    thread.start()
    try:
        for _ in range(4):
            with engine.rebuilding() as beside:
                for start in range(0, 300, 100):
                    beside.write(permits(range(start, start + 100)))
                beside.swap()
    finally:
        stop.set()
        thread.join()
    assert len(totals) > 20
    assert set(totals) == {300}
