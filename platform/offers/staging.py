"""A delivery is read whole and laid beside the catalogue before anything is changed."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

from cards.words import counted
from imports.reports import ImportReport
from offers.deliveries import Line, Note, Page, UnreadableDeliveryError, read
from offers.deliveries.lines import sure
from offers.deliveries.pages import Paging
from offers.records import Row, row
from offers.validation import RefusedRecordError, named

BATCH = 500
"""Rows in one transaction: a reader never waits long for SQLite's writer."""
BATCH_SIZE = 4_000_000
"""Characters of one batch, but for its last row: rows may be a thousand times longer than most."""
MOST_REFUSED = 100_000
"""More bad lines than this are another kind of file, and would fill the memory."""


class Staged:
    """The valid rows of a delivery on disk, structures apart from services, and the keys it names, badly or well."""

    def __init__(self) -> None:
        self._files: dict[str, IO[str]] = {}
        self._first: dict[tuple[str, str], str] = {}
        """For each kept key, where the delivery brought it."""
        self._paging = Paging()
        self.named: set[str] = set()
        """Keys that must not be taken for absent, refused lines included."""
        self.service_sources: set[str] = set()
        self.structures_wanted: Counter[str] = Counter()
        """How many of its services name each structure."""
        self.partial = False
        """Whether something says that it is not whole: it may then withdraw nothing."""
        self.lines = 0
        self.nameless = 0
        """Refused lines whose key cannot be read: they may be anything."""
        self.kept: Counter[str] = Counter()

    def __enter__(self) -> "Staged":
        for kind in ("structure", "service"):
            self._files[kind] = tempfile.TemporaryFile("w+", encoding="utf-8", prefix="delivery-")
        return self

    def __exit__(self, *error: object) -> None:
        for file in self._files.values():
            file.close()

    def take(
        self, paths: Sequence[Path], report: ImportReport, default_source: str, tell: Callable[[int], None]
    ) -> None:
        """Read every file, keep what is valid, tell the report what is not. `tell` hears how many lines are read."""
        for path in paths:
            label = f"{path.name} : " if len(paths) > 1 else ""
            for handed in read(path):
                if isinstance(handed, Line):
                    self._take_line(handed, report, default_source, label)
                    tell(self.lines)
                elif isinstance(handed, Page):
                    self._paging.add(handed)
                else:
                    self._note(handed, report)
        for doubt in self._paging.doubts():
            self._note(Note(doubt, partial=True), report)
        if self.nameless:
            what = f"{counted(self.nameless, 'ligne refusée', 'lignes refusées')} sans identifiant lisible."
            self._note(Note(what, partial=True), report)

    def has_structure(self, key: str) -> bool:
        """Whether the delivery brings this structure."""
        return ("structure", key) in self._first

    def batches(self, kind: str) -> Iterator[list[Row]]:
        """The rows of one kind, read back by batches."""
        file = self._files[kind]
        file.seek(0)
        rows: list[Row] = []
        size = 0
        for line in file:
            rows.append(Row.from_json(line))
            size += len(line)
            if len(rows) >= BATCH or size >= BATCH_SIZE:
                yield rows
                rows, size = [], 0
        if rows:
            yield rows

    def _take_line(self, line: Line, report: ImportReport, default_source: str, label: str) -> None:
        self.lines += 1
        where = f"{label}{line.place} : " if line.place else label
        key = _key(line, default_source)
        try:
            made = self._checked(line, default_source)
            self._keep(made, f"{where}ligne {line.number}")
        except RefusedRecordError as error:
            # Whether a line that cannot be read names its source is not known: its key is named both ways.
            self.named.update({key, line.key})
            self.nameless += not key
            report.refuse(line.number, key, f"{where}{error}")
            if len(report.refused) > MOST_REFUSED:
                raise UnreadableDeliveryError(f"plus de {MOST_REFUSED} lignes sont refusées.") from error
            return
        for doubt in made.doubts:
            report.warn(line.number, key, f"{where}{doubt}")

    def _note(self, note: Note, report: ImportReport) -> None:
        self.partial = self.partial or note.partial
        report.warn(0, "", f"{note.sentence} Rien n’est retiré." if note.partial else note.sentence)

    @staticmethod
    def _checked(line: Line, default_source: str) -> Row:
        if line.record is None:
            raise RefusedRecordError(line.problem)
        return row(line.record, default_source, line.kind)

    def _keep(self, made: Row, where: str) -> None:
        if first := self._first.get((made.kind, made.key)):
            raise RefusedRecordError(f"déjà livré ({first}) ; le premier est gardé.")
        self._first[made.kind, made.key] = where
        self._files[made.kind].write(made.as_json() + "\n")
        self.kept[made.kind] += 1
        if made.kind == "service":
            self.named.add(made.key)
            self.service_sources.add(made.columns["source"])
            self.structures_wanted[made.columns["organisation_source_id"]] += 1


def _key(line: Line, default_source: str) -> str:
    return sure(named({"id": line.key} if line.record is None else line.record, default_source).get("id"))[:250]
