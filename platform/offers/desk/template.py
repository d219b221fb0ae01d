"""Workbooks to fill in: a sheet with the columns and what each expects, a sheet with the words we understand."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

_HEAD = PatternFill("solid", fgColor="DCEBEA")
_WIDTH = 26


def workbook(name: str, columns: Sequence[tuple[str, str]], lists: Mapping[str, Sequence[str]]) -> bytes:
    """An .xlsx with these columns (title, explanation) and these lists of words."""
    book = Workbook()
    sheet = book.active
    sheet.title = name[:30]
    notice = book.create_sheet("Mode d’emploi")
    notice.append(["Colonne", "Ce qu’elle attend"])
    for rank, (title, told) in enumerate(columns, start=1):
        cell = sheet.cell(row=1, column=rank, value=title)
        cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(rank)].width = _WIDTH
        notice.append([title, told or "Texte libre ; vide si vous ne savez pas."])
    sheet.freeze_panes = "A2"
    words = book.create_sheet("Listes")
    for rank, (title, values) in enumerate(lists.items(), start=1):
        words.cell(row=1, column=rank, value=title).font = Font(bold=True)
        words.column_dimensions[get_column_letter(rank)].width = 2 * _WIDTH
        for line, value in enumerate(values, start=2):
            words.cell(row=line, column=rank, value=value)
    for column, width in (("A", _WIDTH), ("B", 4 * _WIDTH)):
        notice.column_dimensions[column].width = width
    file = BytesIO()
    book.save(file)
    return file.getvalue()
