"""Tables as people keep them: a line of titles above the header, merged sheets, dates of Excel, letters of Windows."""

import csv
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path
from typing import Any

from imports.desks import UnreadableFileError
from offers.deliveries.lines import UnreadableDeliveryError
from offers.deliveries.parts import check_parts
from offers.deliveries.workbook import open_book

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 120, 20_000
HEADER_WITHIN = 12
"""Lines among which the header is looked for."""
_NOTICE = {"mode d'emploi", "mode d’emploi", "listes", "explications", "lisez-moi"}
"""Sheets of our own templates that hold no records."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table: what stands under each column that has a name."""

    place: str
    number: int
    cells: dict[str, str]


def rows_of(path: Path, place: str, suffix: str) -> Iterator[TableRow]:
    """Every filled line under the headers. Raises UnreadableFileError."""
    sheets = _csv(path, place) if suffix == ".csv" else _workbook(path, place)
    count = 0
    for name, lines in sheets:
        for row in _under_header(f"{place} › {name}" if name else place, lines):
            count += 1
            if count > MOST_ROWS:
                raise UnreadableFileError(f"« {place} » dépasse {MOST_ROWS} lignes : partagez-le en plusieurs.")
            yield row


def _under_header(place: str, lines: Iterator[Sequence[Any]]) -> Iterator[TableRow]:
    first: list[list[str]] = []
    for line in lines:
        first.append([_said(cell) for cell in line[:MOST_COLUMNS]])
        if len(first) == HEADER_WITHIN:
            break
    if not any(any(line) for line in first):
        return
    # The header is the first line about as full as the fullest: titles and remarks above it fill one cell or two.
    filled = [sum(map(bool, line)) for line in first]
    at = next(rank for rank, count in enumerate(filled) if count and count * 5 >= max(filled) * 3)
    names = _names(first[at])
    for number, line in enumerate(first[at + 1 :], start=at + 2):
        yield from _row(place, number, names, line)
    for number, line in enumerate(lines, start=len(first) + 1):
        yield from _row(place, number, names, [_said(cell) for cell in line[:MOST_COLUMNS]])


def _row(place: str, number: int, names: list[str], line: Sequence[str]) -> Iterator[TableRow]:
    cells = {name: cell for name, cell in zip(names, line, strict=False) if name and cell}
    if cells:
        yield TableRow(place, number, cells)


def _names(header: Sequence[str]) -> list[str]:
    """Two columns of one name are two: « Téléphone » and « Téléphone (2) »."""
    names: list[str] = []
    for cell in header:
        name, number = " ".join(cell.split())[:120], 1
        while name and name in names:
            number += 1
            name = f"{' '.join(cell.split())[:110]} ({number})"
        names.append(name)
    return names


def _said(cell: Any) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        cell = int(cell)
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in str(cell)[:LONGEST_CELL]).strip()
    return "" if text.lower() in {"none", "nan", "n/a", "#n/a", "#ref!"} else text


def _csv(path: Path, place: str) -> Iterator[tuple[str, Iterator[Sequence[Any]]]]:
    data = path.read_bytes()
    if b"\0" in data[:4096]:
        raise UnreadableFileError(f"« {place} » n’est pas un fichier de texte.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # What a French Excel writes.
    head = text[:4000].splitlines()[:5]
    delimiter = max(";,\t", key=lambda mark: sum(line.count(mark) for line in head))
    csv.field_size_limit(200_000)
    yield "", _lines(text, delimiter, place)


def _lines(text: str, delimiter: str, place: str) -> Iterator[Sequence[Any]]:
    try:
        # Not `splitlines`, which also cuts at the vertical tabs and other marks that Word leaves within a cell.
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableFileError(
            f"« {place} » n’est pas un CSV lisible : des guillemets y restent ouverts."
        ) from error


def _workbook(path: Path, place: str) -> Iterator[tuple[str, Iterator[Sequence[Any]]]]:
    try:
        check_parts(path)
    except UnreadableDeliveryError as error:
        raise UnreadableFileError(str(error).replace(path.name, f"« {place} »", 1)) from error
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="openpyxl")
            with path.open("rb") as file:
                yield from _sheets(open_book(file))
    except (UnreadableFileError, GeneratorExit):
        raise
    except Exception as error:  # openpyxl raises whatever a malformed part makes it stumble on.
        raise UnreadableFileError(f"« {place} » n’est pas un classeur Excel lisible.") from error


def _sheets(book: Any) -> Iterator[tuple[str, Iterator[Sequence[Any]]]]:
    shown = [s for s in book.worksheets if s.sheet_state == "visible" and s.title.strip().lower() not in _NOTICE]
    for sheet in shown:
        sheet.reset_dimensions()
        yield (sheet.title if len(shown) > 1 else ""), sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
