import io
import json
import os

import pytest

from imports.reports import ImportReport, run_report


def test_a_report_is_told_in_french_with_each_refusal() -> None:
    report = ImportReport(source="communes.csv", created=2, unchanged=3)
    report.refuse(4, "63079", "nom vide.")

    assert report.as_text().splitlines() == [
        "communes.csv",
        "2 créés, 0 modifiés, 3 inchangés, 0 retirés, 1 refusés.",
        "  - ligne 4 (63079) : nom vide.",
    ]
    assert report.exit_code == 0


def test_a_delivery_refused_as_a_whole_counts_nothing_and_fails_the_run() -> None:
    good, bad = ImportReport(created=1), ImportReport(created=5)
    bad.stop("le fichier est vide.")
    written: list[object] = []

    code = run_report([good, bad], as_json=True, write=written.append)

    assert code == 1
    assert [json.loads(str(line))["created"] for line in written] == [1, 0]
    assert "Livraison refusée : le fichier est vide. Rien n’a été modifié." in bad.as_text()


def test_a_long_list_of_refusals_is_cut_in_the_terminal_and_whole_in_json() -> None:
    report = ImportReport()
    for line in range(60):
        report.refuse(line + 1, "", "illisible.")

    assert "et 10 autres refus" in report.as_text()
    assert len(json.loads(report.as_json())["refused"]) == 60


def test_what_a_report_quotes_is_shown_and_never_obeyed() -> None:
    report = ImportReport(source="\x1b[2Jcommunes\udcff.csv")
    report.refuse(1, "a\u202eb\r\n", "« \x9b31m\u2028 »")

    assert report.as_text().split("\n") == [
        "\\x1b[2Jcommunes\\udcff.csv",
        "0 créés, 0 modifiés, 0 inchangés, 0 retirés, 1 refusés.",
        "  - ligne 1 (a\\u202eb\\r\\n) : « \\x9b31m\\u2028 »",
    ]
    assert report.as_json().isascii()


def test_remarks_past_a_bound_are_counted_and_those_on_the_whole_delivery_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("imports.reports.MOST_WARNINGS", 30)
    report = ImportReport()
    for line in range(100):
        report.warn(line + 1, "", "douteux.")
    report.warn(0, "", "Rien n’est retiré.")

    assert (len(report.warnings), report.more_warnings) == (31, 70)
    shown = report.as_text().splitlines()
    assert shown[2] == "  - livraison : Rien n’est retiré."
    assert "et 81 autres remarques" in shown[-1]


@pytest.mark.parametrize("as_json", [True, False])
def test_a_terminal_that_writes_no_accents_gets_the_report_all_the_same(as_json: bool) -> None:
    raw = io.BytesIO()
    screen = io.TextIOWrapper(raw, encoding="ascii", write_through=True)

    assert run_report([ImportReport(source="créée")], as_json=as_json, write=screen.write) == 0
    assert b"cr\\" in raw.getvalue()


def test_a_reader_who_has_left_changes_nothing_of_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w") as closed:
        monkeypatch.setattr("sys.stdout", closed)
        good, bad = ImportReport(), ImportReport()
        bad.stop("vide.")
        assert [run_report([each], as_json=True, write=closed.write) for each in (good, bad)] == [0, 1]
