"""CSV: UTF-8, commas or semicolons, a header; lists as the open data writes them."""

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from offers.deliveries.lines import LONGEST, Encoding, Handed, Line, Note, UnreadableDeliveryError, sure
from offers.deliveries.table import Columns

_LONGEST_CELL = 200_000
"""The longest zone fits; a quote that is never closed is found soon."""
_MOST_RESUMED = 1000
"""Quotes left open in more places than this are not accidents."""


def lines(path: Path) -> Iterator[Handed]:
    """Every row under the header. Raises UnreadableDeliveryError when the first line is no header."""
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        rows = _Rows(file)
        header = next(rows.read(), [])
        columns = Columns(header, path.name)
        yield from columns.notes()
        encoding = Encoding()
        for cells in rows.read():
            if any(cell.strip() for cell in cells):
                yield from _row(rows, columns, cells, encoding)
        encoding.judge(path.name)
        if rows.is_cut:
            yield Note(f"{path.name} s’arrête au milieu de sa dernière ligne.", partial=True)


def _row(rows: "_Rows", columns: Columns, cells: list[str], encoding: Encoding) -> Iterator[Line]:
    number, text = rows.first, "".join(rows.taken)
    problem = rows.problem
    if encoding.is_wrong(text):
        problem = Encoding.problem
    elif not problem and len(cells) != len(columns):
        problem = f"{len(cells)} cellules pour {len(columns)} colonnes."
    if problem:
        rows.resume()
    rows.is_cut = rows.is_cut and bool(problem)
    record = columns.record(cells)
    if record is not None:
        yield Line(number, None, problem, _key(record)) if problem else Line(number, record)


def _key(record: dict[str, Any]) -> str:
    """The id of a bad row; cells may have slipped, and its source before it tells."""
    key, source = sure(record.get("id")), record.get("source")
    in_place = key.startswith(f"{source}--") if source else next(iter(record)) == "id"
    return key if in_place else ""


class _Rows:
    """Rows of a file, with the lines each was read from: what a stray quote swallowed can be read again."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._again: deque[str] = deque()
        self._resumed = 0
        self._delimiter = ""
        self.taken: list[str] = []
        self.first = 1
        self.problem = ""
        self.is_cut = False

    def read(self) -> Iterator[list[str]]:
        """One row at a time; `problem` says what is wrong with it."""
        while True:
            self.first, self.taken, self.problem = self.first + len(self.taken), [], ""
            try:
                cells = next(csv.reader(self._lines(), delimiter=self._separator(), strict=True))
            except StopIteration:
                return
            except csv.Error as error:
                cells = [cell.strip('"') for cell in self.taken[0].split(self._separator())]
                what = "cellule démesurée" if "larger" in str(error) else "guillemets mal placés"
                self.problem = f"CSV mal formé ({what})."
            yield cells

    def resume(self) -> None:
        """Give back all the lines of a bad row but its first."""
        if len(self.taken) > 1:
            self._resumed += 1
            if self._resumed > _MOST_RESUMED:
                raise UnreadableDeliveryError("trop de guillemets ne sont pas refermés dans ce CSV.")
            self._again.extendleft(reversed(self.taken[1:]))
            del self.taken[1:]

    def _separator(self) -> str:
        """What the header uses most."""
        if not self._delimiter and (line := self._line()):
            self._delimiter = max(",;\t", key=line.count)
            self._again.append(line)
        return self._delimiter or ","

    def _lines(self) -> Iterator[str]:
        while line := self._again.popleft() if self._again else self._line():
            self.taken.append(line)
            yield line

    def _line(self) -> str:
        """A line, cut at LONGEST characters: the cell too long that it makes is refused with its row."""
        line = rest = self._file.readline(LONGEST)
        while len(rest) == LONGEST and not rest.endswith("\n"):
            rest = self._file.readline(LONGEST)
        if line:
            self.is_cut = not rest.endswith("\n")
        return line
