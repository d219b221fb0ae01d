"""Indexes on disk: one that was just left is not removed under those who still read it."""

import os
import time
from pathlib import Path

from search.engines.embedded.generations import KEPT, Generations


def aged(folder: Path) -> None:
    """As if nothing had been written in it for long."""
    long_ago = time.time() - KEPT - 1
    os.utime(folder, (long_ago, long_ago))


def test_an_index_is_kept_for_its_last_readers_however_old_it_is(tmp_path: Path) -> None:
    generations = Generations(tmp_path, "1")
    old, new = generations.fresh(), generations.fresh()
    for name in (old, new):
        (tmp_path / name / "meta.json").touch()
    generations.point_to(old)
    aged(tmp_path / old)
    generations.point_to(new)
    generations.sweep()
    assert (tmp_path / old).is_dir()
    aged(tmp_path / old)
    generations.sweep()
    assert not (tmp_path / old).exists()
    assert (tmp_path / new).is_dir()
