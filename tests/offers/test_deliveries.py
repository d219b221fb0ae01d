"""Whatever form a delivery takes, the same records come out of it; whatever a file holds, it is read to its end."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offers.deliveries import Line, Note, Page, UnreadableDeliveryError, read
from offers.deliveries.pages import Paging
from offers.importing import import_delivery
from offers.models import Offer
from tests.offers.factories import a_service, deliver, services
from tests.offers.writings import (
    FORMS,
    RECORDS,
    WORKBOOK,
    a_delivery,
    a_page,
    as_array,
    as_csv,
    as_lines,
    keys,
    said,
    with_part,
)


@pytest.mark.django_db
@pytest.mark.usefixtures("words")
def test_every_form_of_the_same_records_makes_the_same_rows(tmp_path: Path) -> None:
    report = import_delivery([a_delivery(tmp_path, as_lines(RECORDS))])
    assert (report.structures.created, report.services.created, report.refused) == (1, 4, [])
    for form in FORMS[1:]:
        report = import_delivery([a_delivery(tmp_path, form(RECORDS))])
        assert (form, report.refused, report.unchanged, report.stopped) == (form, [], 5, "")


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


ENTITIES = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def renamed(part: bytes) -> bytes:
    return part.replace(b'name="S', b'name="X')


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "est vide"),
    "blank": (b" \n\t ", "est vide"),
    "gzip": (b"\x1f\x8b\x08\x00", "gzip"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "zip": (_zip(a=b"{}"), "décompressez-la"),
    "broken zip": (b"PK\x03\x04\xff\xfe", "archive abîmée"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1", "XLSX"),
    "utf-16": (as_array(RECORDS).decode().encode("utf-16"), "UTF-16"),
    "utf-16 without a mark": (as_array(RECORDS).decode().encode("utf-16-le"), "UTF-8"),
    "binary": (bytes(range(256)) * 4, "n’est pas un fichier de texte"),
    "latin-1 array": (json.dumps(RECORDS[1:], ensure_ascii=False).encode("cp1252"), "Latin-1"),
    "latin-1 csv": (as_csv(RECORDS[1:]).decode().encode("cp1252"), "Latin-1"),
    "latin-1 lines": (b'{"nom": "\xe9"}\n' * 4, "Latin-1"),
    "csv without a header": (b"a,b\n1,2\n", "doit nommer les colonnes"),
    "html": (b"<!doctype html><p>503", "doit nommer les colonnes"),
    "workbook without sheets": (with_part(WORKBOOK, "xl/workbook.xml", renamed), "ni feuille"),
    "workbook of entities": (with_part(WORKBOOK, "xl/worksheets/sheet1.xml", lambda x: ENTITIES + x), "lisible"),
    "workbook cut": (with_part(WORKBOOK, "xl/worksheets/sheet2.xml", lambda x: x[:-200]), "lisible"),
    "workbook of zeros": (with_part(WORKBOOK, "xl/worksheets/sheet1.xml", lambda x: x + b" " * 3_000_000), "démesuré"),
    "workbook of many parts": (_zip(**{f"xl__{n}_xml": b"" for n in range(2100)}, xl__workbook_xml=b""), "démesuré"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_is_no_delivery_is_refused_as_a_whole_with_one_sentence(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableDeliveryError) as refusal:
        list(read(a_delivery(tmp_path, content)))
    assert reason in str(refusal.value)


ONE, TWO, THREE = (json.dumps(a_service(key)) for key in "123")
BROKEN_ARRAYS: dict[str, tuple[str, str]] = {
    "cut short": (ONE[:-1], "JSON mal formé"),
    "an open quote": ('{"id": "essai--9", "nom": "Garde}', "JSON mal formé"),
    "not a number": ('{"id": "essai--9", "latitude": NaN}', "NaN n’est pas un nombre"),
    "infinity": ('{"id": "essai--9", "latitude": -Infinity}', "Infinity"),
    "a huge number": ('{"id": "essai--9", "n": ' + "9" * 5000 + "}", "JSON mal formé"),
    "brackets": ("[" * 100_000, "trop profond"),
    "brackets within": ('{"id": "essai--9", "x": ' + "[" * 100_000 + "}", "trop profond"),
    "no object": ("[1, 2]", "objet JSON"),
    "too long": ('{"x": "' + "a" * 1_000_001 + '"}', "trop long"),
    "bytes": ('{"id": "essai--9", "nom": "\udce9"}', "UTF-8"),
    "rubbish": ("@@", "JSON mal formé"),
}


@pytest.mark.parametrize(("broken", "reason"), BROKEN_ARRAYS.values(), ids=BROKEN_ARRAYS.keys())
@pytest.mark.parametrize("between", [",", ",\n  "], ids=["on one line", "on many"])
def test_what_is_broken_in_an_array_costs_one_refusal(tmp_path: Path, broken: str, reason: str, between: str) -> None:
    text = "[" + between.join([ONE, broken, TWO, THREE]) + "]"
    handed = list(read(a_delivery(tmp_path, text.encode("utf-8", "surrogateescape"))))
    assert len(said(handed)) == 1
    assert reason in said(handed)[0]
    assert [key for key in keys(handed) if key in ("essai--2", "essai--3")] == ["essai--2", "essai--3"]
    lines = [line.number for line in handed if isinstance(line, Line) and line.record is None]
    assert lines == [1 if between == "," else 2]


def test_a_broken_record_is_known_by_its_key(tmp_path: Path) -> None:
    (line,) = [each for each in read(a_delivery(tmp_path, f"[{ONE[:-1]},{TWO}]".encode())) if said([each])]
    assert isinstance(line, Line)
    assert line.key == "essai--1"


@pytest.mark.parametrize(
    "text", [f"[{ONE},{TWO}", f"[{ONE},{TWO[:40]}", f'{{"services": [{ONE}', f"{ONE}\n{TWO[:40]}", "id,nom\n1,a\n2"],
    ids=["array", "record", "lists", "lines", "csv"],
)  # fmt: skip
def test_a_file_that_stops_before_its_end_is_partial(tmp_path: Path, text: str) -> None:
    handed = list(read(a_delivery(tmp_path, text.encode())))
    assert [note.partial for note in handed if isinstance(note, Note)] == [True]


def test_an_open_quote_never_hides_what_follows_in_memory(tmp_path: Path) -> None:
    long = '{"id": "essai--1", "nom": "' + "x" * 5_000_000
    assert len(said(list(read(a_delivery(tmp_path, f"[{long}".encode()))))) == 1


ROWS: dict[str, tuple[str, str]] = {
    "too few cells": ("essai,essai--9\n", "2 cellules pour 4 colonnes"),
    "an open quote": ('essai,essai--9,"Garde,2026-01-01\n', "CSV mal formé"),
    "a huge cell": ("essai,essai--9," + "a" * 300_000 + ",2026-01-01\n", "CSV mal formé"),
    "bytes": ("essai,essai--9,\udce9,2026-01-01\n", "UTF-8"),
}


@pytest.mark.parametrize(("row", "reason"), ROWS.values(), ids=ROWS.keys())
def test_a_bad_row_of_csv_costs_one_refusal_and_keeps_its_key(tmp_path: Path, row: str, reason: str) -> None:
    good = [f"essai,essai--{n},Garde {n},2026-01-01\n" for n in (1, 2, 3)]
    text = "".join(["source,id,nom,date_maj\n", good[0], row, *good[1:]])
    handed = list(read(a_delivery(tmp_path, text.encode("utf-8", "surrogateescape"))))
    (line,) = [each for each in handed if isinstance(each, Line) and each.record is None]
    assert (line.number, line.key) == (3, "essai--9")
    assert reason in line.problem
    assert keys(handed) == ["essai--1", "essai--2", "essai--3"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("['a', 'b']", ["a", "b"]),
        ('["a", "b"]', ["a", "b"]),
        ("""["l'un", 'dit "deux"']""", ["l'un", 'dit "deux"']),
        ("a, b", ["a", "b"]),
        ("{'a'}", ["a"]),
        ("[None, nan, 25.0]", ["25"]),
        ("[]", []),
        ("nan", None),
        ("(" * 100_000, "(" * 100_000),
        ("__import__('os').system('true')", "__import__('os').system('true')"),
    ],
)  # fmt: skip
def test_lists_of_a_table_are_read_and_never_evaluated(tmp_path: Path, cell: str, value: Any) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "publics"], ["essai--1", cell]])
    (line,) = [each for each in read(a_delivery(tmp_path, out.getvalue().encode())) if isinstance(each, Line)]
    assert line.record is not None
    assert line.record["publics"] == value


@pytest.mark.parametrize(
    ("pages", "doubt"),
    [
        ([(1, 2, 4, "ab"), (2, 2, 4, "cd")], ""),
        ([(1, 1, 2, "ab"), (1, 1, 3, "cde")], ""),
        ([(1, 0, 0, "")], ""),
        ([(1, 2, 4, "ab")], "services : 4 annoncés par les pages, 2 reçus."),
        ([(1, 2, 4, "ab"), (2, 2, 4, "bc")], "services : 4 annoncés par les pages, 3 reçus."),
        ([(1, 2, 3, "ab"), (2, 2, 4, "cd")], "services : 3 annoncés"),
        ([(1, 3, 4, "ab"), (3, 3, 4, "cd")], "services : 3 pages annoncées, reçues : 1, 3."),
        ([(1, None, None, "ab")], "les pages ne disent pas combien elles sont"),
    ],
)
def test_pages_that_do_not_make_a_whole_are_doubted(
    pages: list[tuple[int, int | None, int | None, str]], doubt: str
) -> None:
    paging = Paging()
    for number, of, total, brought in pages:
        paging.add(Page("service", number, of, total, frozenset(brought)))
    doubts = list(paging.doubts())
    assert bool(doubts) == bool(doubt)
    assert doubt in "".join(doubts)


@pytest.mark.django_db
@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    "short", [json.dumps(a_page(services(4)[:2], 1, 2, 4)).encode(), as_array(services(4)[:2])[:-1]]
)
def test_a_delivery_that_is_not_whole_withdraws_nothing_and_says_so(tmp_path: Path, short: bytes) -> None:
    deliver(tmp_path, *services(4))
    report = import_delivery([a_delivery(tmp_path, short)])
    assert (report.stopped, report.withdrawn, Offer.objects.published().count()) == ("", 0, 4)
    assert "Rien n’est retiré." in report.warnings[0].reason


STARTS = [b"", b"[", b"{", b"PK\x03\x04", b"id,nom\n", b'[{"id": "', b'{"items": [']


@pytest.mark.django_db
@pytest.mark.usefixtures("words")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=200), start=st.sampled_from([b"", b"[", b"{", b"PK\x03\x04", b"id,nom\n", b'[{"id": "'])
)
def test_no_bytes_whatever_break_an_import_or_change_anything(tmp_path: Path, content: bytes, start: bytes) -> None:
    report = import_delivery([a_delivery(tmp_path, start + content)])
    assert report.exit_code == 1
    assert not Offer.objects.exists()


BADLY_NAMED: dict[str, tuple[str, str]] = {
    "cut before its id": ('{"source": "essai", "id": "ess', ""),
    "cut within the next": ('{"source": "essai", "id": "ess{"source": "essai", "id": "essai--8"', ""),
    "swallowing the next": ('{"id": "essai--9", "nom": "x{"id": "essai--8"', ""),
    "escaped": (r'{"id": "essai--\u00e9\"9", "nom": x', 'essai--é"9'),
    "half a pair": (r'{"id": "essai--\ud800", "nom": x', ""),
    "quoted in a text": (r'{"nom": "\"id\": \"essai--8\"", "id": "essai--9", x', "essai--9"),
}


@pytest.mark.parametrize(("broken", "key"), BADLY_NAMED.values(), ids=BADLY_NAMED.keys())
@pytest.mark.parametrize("form", ["[{},{},{}]", "[\n{},\n{},\n{}]", "{}\n{}\n{}\n"], ids=["array", "printed", "lines"])
def test_a_broken_record_has_its_own_key_or_none(tmp_path: Path, form: str, broken: str, key: str) -> None:
    handed = list(read(a_delivery(tmp_path, form.format(ONE, broken, TWO).encode())))
    (line,) = [each for each in handed if isinstance(each, Line) and each.record is None]
    assert line.key == key
    assert keys(handed)[-1] == "essai--2"


@pytest.mark.parametrize(
    ("row", "key"),
    [("essai,essai--9\n", "essai--9"), ("essai,Garde,essai--9,2026-01-01,x\n", ""), ("essai,essai--\udce9,a,b\n", "")],
)
def test_a_bad_row_whose_cells_slipped_has_no_key(tmp_path: Path, row: str, key: str) -> None:
    text = f"source,id,nom,date_maj\nessai,essai--1,Garde,2026-01-01\n{row}"
    handed = list(read(a_delivery(tmp_path, text.encode("utf-8", "surrogateescape"))))
    assert [line.key for line in handed if isinstance(line, Line) and line.record is None] == [key]


def test_lines_that_end_as_old_macintoshes_ended_them_are_read(tmp_path: Path) -> None:
    assert keys(list(read(a_delivery(tmp_path, f"{ONE}\r{TWO}\r".encode())))) == ["essai--1", "essai--2"]


@pytest.mark.parametrize("opening", ['{"a":[\n', '{"a":\n'], ids=["read to the end", "too deep"])
def test_openings_that_nothing_closes_are_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opening: str
) -> None:
    monkeypatch.setattr("offers.deliveries.jsontext._MOST_IN_VAIN", 100_000)
    text = f"[{opening * 400}{'1,' * 1000}x"
    with pytest.raises(UnreadableDeliveryError, match="ne sont pas refermés dans ce JSON"):
        list(read(a_delivery(tmp_path, text.replace('{"a":\n', '{"a":\n' * 10).encode())))


def test_many_records_cut_short_are_not_taken_for_openings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offers.deliveries.jsontext._MOST_IN_VAIN", 2_000)
    handed = list(read(a_delivery(tmp_path, f"[{','.join([ONE[:-1], NAN] * 100)}]".encode())))
    assert len(said(handed)) == 200


NAN = '{"id": "essai--9", "latitude": NaN}'


@pytest.mark.parametrize("form", [json.dumps, lambda value: json.dumps(str(value))])
@pytest.mark.parametrize("value", [-1_700_000_000_000, -99_999_999_999_999, -62_135_596_800_001, 10**400])
@pytest.mark.django_db
@pytest.mark.usefixtures("words")
def test_an_epoch_that_is_no_day_is_refused_with_its_record(
    tmp_path: Path, value: int, form: Callable[[Any], str]
) -> None:
    record = json.dumps(a_service("2", date_maj="@")).replace('"@"', form(value))
    report = deliver(tmp_path, a_service("1"), record)
    assert [refusal.key for refusal in report.refused] == ["essai--2"]
    assert "date_maj" in report.refused[0].reason
