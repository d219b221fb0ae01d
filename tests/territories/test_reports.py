import json

from territories.reports import ImportReport, run_report


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
