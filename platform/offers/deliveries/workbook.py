"""XLSX: the checker's workbook, sheets `Structures` and `Services`, lists separated by commas."""

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader

from offers.deliveries.lines import Handed, Line, Note, UnreadableDeliveryError
from offers.deliveries.parts import check_parts
from offers.deliveries.table import Columns

_SHEETS = {"structures": "structure", "services": "service"}
_MOST_COLUMNS = 300


def lines(path: Path) -> Iterator[Handed]:
    """Every row of both sheets, its number being that of its row. Raises UnreadableDeliveryError."""
    check_parts(path)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="openpyxl")  # On what it leaves aside.
            with path.open("rb") as file:
                yield from _sheets(file, path.name)
    except (UnreadableDeliveryError, OSError):
        raise
    except Exception as error:
        # openpyxl raises whatever a malformed part makes it stumble on; entities are defusedxml's to refuse, inside it.
        raise UnreadableDeliveryError(
            f"{path.name} n’est pas un classeur XLSX lisible ({type(error).__name__})."
        ) from error


def open_book(file: IO[bytes]) -> Workbook:
    """A workbook to be read row by row, values alone. Raises whatever a malformed part makes openpyxl stumble on."""
    reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


class _Reader(ExcelReader):
    """openpyxl's own, less the charts: they hold no records, and it stumbles on them."""

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        pass


def _sheets(file: IO[bytes], name: str) -> Iterator[Handed]:
    book = open_book(file)
    try:
        sheets = {sheet.title.strip().lower(): sheet for sheet in book.worksheets}
        if sheets.keys().isdisjoint(_SHEETS):
            raise UnreadableDeliveryError(f"{name} n’a ni feuille « Structures » ni feuille « Services ».")
        for title, kind in _SHEETS.items():
            if title in sheets:
                yield from _rows(sheets[title], kind, name)
    finally:
        book.close()


def _rows(sheet: Any, kind: str, file: str) -> Iterator[Handed]:
    # The size that the sheet announces may be anything.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    header = next(rows, ())
    place = f"feuille {sheet.title}"
    if not _filled(header):
        yield Note(f"{file} : la {place} est vide.")
        return
    columns = Columns(header, f"{file}, {place}")
    yield from columns.notes()
    for number, cells in enumerate(rows, start=2):
        if _filled(cells) and (record := columns.record(cells)) is not None:
            yield Line(number, record, kind=kind, place=place)


def _filled(cells: Sequence[Any]) -> bool:
    return any(cell is not None and cell != "" for cell in cells)
