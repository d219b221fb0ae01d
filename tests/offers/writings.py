"""The same records as each form of delivery writes them, and what a reader hands over of them."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from offers.deliveries import Line, Note, Page
from tests.offers.factories import a_service, a_structure

Record = dict[str, Any]
RECORDS: list[Record] = [
    a_structure(siret="13003013300016", code_postal="01000", code_insee="01004", reseaux_porteurs=["caf", "ccas"]),
    a_service("1", publics=["jeunes", "seniors"], latitude=46.2, longitude=5.2, telephone="0474000000"),
    a_service("2", nom="Coupée « net », l’aide", description='Deux\nlignes ; l’une, puis "l’autre".', frais="gratuit"),
    a_service("3", zone_eligibilite=["01004", "25"], code_postal="01000", nombre_semaines=3),
    a_service("4", lien_source="https://a.test/x", thematiques=None, volume_horaire_hebdomadaire=2.5),
]


def milliseconds(record: Record) -> Record:
    days = (date.fromisoformat(record["date_maj"]) - date(1970, 1, 1)).days
    return record | {"date_maj": days * 86_400_000}


def a_page(records: Sequence[Record], number: int = 1, pages: int = 1, total: int | None = None) -> Record:
    items = [record | {"score_qualite": 0.7, "doublons": [{"id": "autre--1"}]} for record in records]
    return {"items": items, "total": len(items) if total is None else total, "page": number, "size": 50, "pages": pages}


def as_lines(records: Sequence[Record]) -> bytes:
    return b"\n".join(json.dumps(record).encode() for record in records)


def as_array(records: Sequence[Record]) -> bytes:
    return json.dumps([milliseconds(record) for record in records]).encode()


def as_printed_array(records: Sequence[Record]) -> bytes:
    digits = [record | {"date_maj": str(milliseconds(record)["date_maj"])} for record in records]
    return json.dumps(digits, indent=2, ensure_ascii=False).encode("utf-8-sig")


def as_lists(records: Sequence[Record]) -> bytes:
    return json.dumps({"structures": records[:1], "services": records[1:]}).encode()


def as_pages(records: Sequence[Record]) -> bytes:
    return json.dumps([a_page(records[:1]), a_page(records[1:3], 1, 2, 4), a_page(records[3:], 2, 2, 4)]).encode()


def as_search(records: Sequence[Record]) -> bytes:
    return json.dumps(a_page(records[:1]) | {"items": [{"service": each, "distance": 3} for each in records]}).encode()


def as_csv(records: Sequence[Record], delimiter: str = ",", lists: Callable[[list[str]], str] = repr) -> bytes:
    columns = list(dict.fromkeys(name for record in records for name in record))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    for record in records:
        values = [record.get(name) for name in columns]
        writer.writerow(["nan" if v is None else lists(v) if isinstance(v, list) else v for v in values])
    return out.getvalue().encode()


def as_french_csv(records: Sequence[Record]) -> bytes:
    numbers = [
        {k: f"{v}".replace(".", ",") if isinstance(v, float) else v for k, v in each.items()} for each in records
    ]
    return b"\xef\xbb\xbf" + as_csv(numbers, ";", json.dumps)


def as_workbook(records: Sequence[Record]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (("Structures", records[:1]), ("Services", records[1:])):
        sheet = book.create_sheet(title)
        columns = ["__ignore__", *dict.fromkeys(name for record in rows for name in record)]
        sheet.append(columns)
        sheet.append([True, *(f"Ce que veut dire {name}" for name in columns[1:])])
        for row in rows:
            sheet.append([_cell(name, row.get(name)) for name in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(name: str, value: Any) -> Any:
    """As a spreadsheet keeps it: lists with commas, days, and numbers that lost their first zero."""
    if isinstance(value, list):
        return ", ".join(value)
    if name == "date_maj":
        return date.fromisoformat(value)
    return float(value) if name in ("siret", "code_postal", "code_insee", "telephone") and value else value


FORMS = [as_lines, as_array, as_printed_array, as_lists, as_pages, as_search, as_csv, as_french_csv, as_workbook]


def a_delivery(folder: Path, content: bytes, name: str = "livraison") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def said(handed: Sequence[Line | Page | Note]) -> list[str]:
    return [line.problem or line.key for line in handed if isinstance(line, Line) and line.record is None]


def keys(handed: Sequence[Line | Page | Note]) -> list[str]:
    return [str(line.record["id"]) for line in handed if isinstance(line, Line) and line.record is not None]


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


WORKBOOK = as_workbook(RECORDS)
