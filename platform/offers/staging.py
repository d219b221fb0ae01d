"""A delivery is read whole and laid beside the catalogue before anything is changed."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from offers.deliveries import Line, read
from offers.records import Row, row
from offers.validation import RefusedRecordError
from territories.reports import ImportReport

BATCH = 500
"""Rows in one transaction: a reader never waits long for SQLite's writer."""


class Staged:
    """The valid rows of a delivery on disk, structures apart from services, and the keys it names, badly or well."""

    def __init__(self) -> None:
        self._files: dict[str, IO[str]] = {}
        self._seen: dict[tuple[str, str], str] = {}
        self.named: set[str] = set()
        """Keys that must not be taken for absent, refused lines included."""
        self.service_sources: set[str] = set()
        self.lines = self.kept = 0

    def __enter__(self) -> "Staged":
        for kind in ("structure", "service"):
            self._files[kind] = tempfile.TemporaryFile("w+", encoding="utf-8", prefix="delivery-")
        return self

    def __exit__(self, *error: object) -> None:
        for file in self._files.values():
            file.close()

    def take(self, paths: Sequence[Path], report: ImportReport, default_source: str) -> None:
        """Read every file, keep what is valid, tell the report what is not."""
        for path in paths:
            label = f"{path.name} : " if len(paths) > 1 else ""
            for line in read(path):
                self.lines += 1
                key = _key(line)
                try:
                    self._keep(self._checked(line, default_source), f"{label}ligne {line.number}")
                except RefusedRecordError as error:
                    self.named.add(key)
                    report.refuse(line.number, key, f"{label}{error}")

    def batches(self, kind: str) -> Iterator[list[Row]]:
        """The rows of one kind, read back by batches."""
        file = self._files[kind]
        file.seek(0)
        while lines := list(islice(file, BATCH)):
            yield [Row.from_json(line) for line in lines]

    @staticmethod
    def _checked(line: Line, default_source: str) -> Row:
        if line.record is None:
            raise RefusedRecordError(line.problem)
        return row(line.record, default_source)

    def _keep(self, made: Row, where: str) -> None:
        first = self._seen.get((made.kind, made.key))
        if first:
            raise RefusedRecordError(f"déjà livré ({first}) ; le premier est gardé.")
        self._seen[made.kind, made.key] = where
        self._files[made.kind].write(made.as_json() + "\n")
        self.kept += 1
        if made.kind == "service":
            self.named.add(made.key)
            self.service_sources.add(made.columns["source"])


def _key(line: Line) -> str:
    key: Any = line.key if line.record is None else line.record.get("id")
    return key[:250] if isinstance(key, str) else ""
