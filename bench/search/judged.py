"""The judged queries: what is typed, in which class, and which records answer it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import blake2b
from pathlib import Path

FILE = Path(__file__).with_name("queries.tsv")
HALVES = ("tuned", "kept")


@dataclass(frozen=True, slots=True)
class Judged:
    """One query. `answers` are source ids, in which `*` stands for anything."""

    kind: str
    text: str
    answers: tuple[str, ...]

    @property
    def half(self) -> str:
        """Drawn by hash, so that nobody chose it: what is kept is never looked at while tuning."""
        return HALVES[blake2b(self.text.encode(), digest_size=2).digest()[0] % 2]

    def rank(self, found: Sequence[str]) -> int | None:
        """Where the first answer stands among these source ids, from one; None when it does not."""
        return next((rank for rank, each in enumerate(found, 1) if self._is_answer(each)), None)

    def _is_answer(self, source_id: str) -> bool:
        return any(fnmatchcase(source_id, answer) for answer in self.answers)


def judged() -> list[Judged]:
    """All of them, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Judged(row["class"], row["query"], tuple(row["answers"].split())) for row in rows]
