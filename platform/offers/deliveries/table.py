"""Rows of cells made records: what CSV and XLSX have in common."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from offers.deliveries.fields import LISTS, NUMBERS, WIDTHS
from offers.deliveries.lines import LONGEST, Note, UnreadableDeliveryError

_NOTHING = {"", "nan", "none", "null", "<na>", "nat"}
_TRUE = {"true", "vrai", "1"}
_IGNORED = "__ignore__"
"""A column of the checker's workbook: its examples and explanations are marked so."""
_ITEM = re.compile(r"""\s*+(?:'((?:[^'\\]|\\.)*+)'|"((?:[^"\\]|\\.)*+)"|([^,'"()\[\]{}]*+))\s*+(?:,|$)""", re.DOTALL)
_BRACKETS = {"[": "]", "(": ")", "{": "}"}
_WHOLE = re.compile(r"(\d+)\.0+")
_MOST_COLUMNS = 300


class Columns:
    """The header of a table, and how its rows read under it. Raises UnreadableDeliveryError when it names no `id`."""

    def __init__(self, header: Sequence[Any], where: str) -> None:
        self._names = [_name(cell) for cell in header[:_MOST_COLUMNS]]
        self._where = where
        if "id" not in self._names:
            begins = ", ".join(name for name in self._names if name)[:100]
            raise UnreadableDeliveryError(
                f"{where} : la première ligne doit nommer les colonnes (id, nom, date_maj…), or elle dit « {begins} »."
            )

    def notes(self) -> Iterator[Note]:
        """What is wrong in the header without making the table unreadable."""
        for name in sorted({name for name in self._names if name and self._names.count(name) > 1}):
            yield Note(f"{self._where} : la colonne « {name} » est en double ; la première qui est remplie compte.")
        for rank, name in enumerate(self._names):
            if name[:1].isdigit():
                yield Note(f"{self._where} : la colonne {rank + 1} se nomme « {name} », ce n’est pas un nom de champ.")

    def __len__(self) -> int:
        return len(self._names)

    def record(self, cells: Sequence[Any]) -> dict[str, Any] | None:
        """The record of a row; None when it is marked to be ignored."""
        record: dict[str, Any] = {}
        for name, cell in zip(self._names, cells, strict=False):
            if name and record.get(name) is None:
                record[name] = _value(name, cell)
        if str(record.pop(_IGNORED, None)).lower() in _TRUE:
            return None
        if record.get("_pays") != "BE":
            for name, width in WIDTHS.items():
                record |= {name: _with_first_zero(record[name], width)} if record.get(name) else {}
        return record


def _name(cell: Any) -> str:
    return str(cell.date() if isinstance(cell, datetime) else "" if cell is None else cell).strip()[:100]


def _value(name: str, cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool) and name in NUMBERS:
        return None if cell != cell else cell
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell).strip()
    if text.lower() in _NOTHING:
        return None
    if name in LISTS:
        return _list(text)
    if name in NUMBERS:
        return text.replace(",", ".")
    return _WHOLE.sub(r"\1", text) if name in WIDTHS and _WHOLE.fullmatch(text) else text


def _list(text: str) -> Any:
    """« a, b », `['a', 'b']` or `["a", "b"]`; the text itself when it is none of them. Nothing is ever evaluated."""
    inside = text[1:-1] if _BRACKETS.get(text[0]) == text[-1] else text
    items, at = [], 0
    while at < len(inside):
        item = _ITEM.match(inside, at)
        if item is None:
            return text[:LONGEST]
        found = next((group for group in item.groups() if group is not None), "").strip()
        if item[3] is not None:
            found = _WHOLE.sub(r"\1", found) if _WHOLE.fullmatch(found) else found
        if found.lower() not in _NOTHING:
            items.append(re.sub(r"\\(.)", r"\1", found, flags=re.DOTALL))
        at = item.end()
    return items


def _with_first_zero(text: str, width: int) -> str:
    return f"0{text}" if len(text) == width - 1 and text.isdecimal() else text
