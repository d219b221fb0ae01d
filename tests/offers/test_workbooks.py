"""Workbooks: their rows by sheet, and what would fill the memory."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from offers.deliveries import Line, UnreadableDeliveryError, read
from tests.offers.writings import RECORDS, WORKBOOK, a_delivery, as_workbook, keys, with_part


def test_a_size_that_lies_stops_the_reading(tmp_path: Path) -> None:
    honest = as_workbook(RECORDS)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    liar = honest.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(UnreadableDeliveryError):
        list(read(a_delivery(tmp_path, liar)))


def test_a_line_of_a_workbook_is_a_row_of_its_sheet(tmp_path: Path) -> None:
    handed = [each for each in read(a_delivery(tmp_path, as_workbook(RECORDS))) if isinstance(each, Line)]
    assert [(line.kind, line.number, line.place) for line in handed[:2]] == [
        ("structure", 3, "feuille Structures"),
        ("service", 3, "feuille Services"),
    ]


def with_rows(rows: str) -> bytes:
    """The workbook with these rows at the end of its services."""
    end = b"</sheetData>"
    return with_part(WORKBOOK, "xl/worksheets/sheet2.xml", lambda part: part.replace(end, rows.encode() + end))


def sharing(texts: str) -> bytes:
    """The workbook with these shared texts, in whatever part."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'<sst xmlns="{namespace}">{texts}</sst>'.encode()
    return with_part(WORKBOOK, "xl/theme/theme1.xml", lambda part: shared)


HEAVY: dict[str, tuple[bytes, str]] = {
    "cells": (with_rows(f"<row>{'<c/>' * 3_000}</row>"), "une ligne y est démesurée"),
    "cells around rows": (with_rows(f"<row>{('<c/>' * 100 + '<row/>') * 30}</row>"), "une ligne y est démesurée"),
    "foreign rows": (with_rows('<row xmlns="x"><c/></row>' * 1_500), "une ligne y est démesurée"),
    "a long cell": (with_rows(f"<row><c><v>{'9' * 200_000}</v></c></row>"), "une ligne y est démesurée"),
    "what a row says of itself": (with_rows(f'<row ht="{"9" * 600}"/>'), "une ligne y est démesurée"),
    "rows": (with_rows("<row/>" * 60), "dépasse 50 lignes"),
    "a row far away": (with_rows('<row r="1048576"/>'), "dépasse 50 lignes"),
    "shared texts": (sharing("<si/>" * 2_000), "trop de textes y sont partagés"),
    "a text of many runs": (sharing(f"<si>{'<r/>' * 3_000}</si>"), "une ligne y est démesurée"),
}


@pytest.mark.parametrize(("content", "reason"), HEAVY.values(), ids=HEAVY.keys())
def test_a_workbook_that_would_fill_the_memory_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, reason: str
) -> None:
    for name, value in {"MOST_TOGETHER": 2_500, "LONGEST_TOGETHER": 100_000, "MOST_ROWS": 50}.items():
        monkeypatch.setattr(f"offers.deliveries.parts._{name}", value)
    monkeypatch.setattr("offers.deliveries.parts._MOST_SHARED_ELEMENTS", 1_500)
    list(read(a_delivery(tmp_path, WORKBOOK)))
    with pytest.raises(UnreadableDeliveryError, match=reason):
        list(read(a_delivery(tmp_path, content)))


def test_a_sheet_of_charts_named_as_ours_is_passed(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "Services"
    book.worksheets[0].append(["id"])
    book.worksheets[0].append(["essai--1"])
    book.create_chartsheet("Structures")
    out = io.BytesIO()
    book.save(out)
    assert keys(list(read(a_delivery(tmp_path, out.getvalue())))) == ["essai--1"]
