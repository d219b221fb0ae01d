"""Territories come in from files: line by line, all or nothing for a file, and twice the same changes nothing."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from territories.imports import import_file, import_files
from territories.models import Basin, Locality, Municipality, Territory
from territories.places import Place, understand
from tests.territories.factories import MunicipalityFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

HEADER = "country,territory,basin,municipality_code,name,postcode,latitude,longitude,successor"
VERVIERS = "BE,Wallonie,Verviers,63079,Verviers,4800,50.59,5.86,"
LIEGE = "BE,Wallonie,Liège,62063,Liège,4000,50.63,5.57,"
AVESNES = "FR,Pas-de-Calais,Arras,62063,Avesnes-le-Comte,62810,50.27,2.53,"
LOCALITIES = "country,municipality_code,postcode,locality"
HEUSY = "BE,63079,4802,Heusy"


def csv_of(folder: Path, *lines: str, name: str = "communes.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_file_of_municipalities_makes_its_territories_and_basins(tmp_path: Path) -> None:
    report = import_file(path=csv_of(tmp_path, HEADER, VERVIERS, LIEGE))

    assert (report.created, report.refused, report.exit_code) == (2, [], 0)
    assert set(Basin.objects.values_list("territory__slug", "slug")) == {
        ("wallonie", "verviers"),
        ("wallonie", "liege"),
    }
    assert Municipality.objects.get(code="BE:63079").basin.slug == "verviers"


def test_the_same_number_in_two_countries_is_two_municipalities(tmp_path: Path) -> None:
    import_file(path=csv_of(tmp_path, HEADER, LIEGE, AVESNES))

    assert set(Municipality.objects.values_list("code", "name")) == {
        ("BE:62063", "Liège"),
        ("FR:62063", "Avesnes-le-Comte"),
    }


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    paths = [csv_of(tmp_path, HEADER, VERVIERS, LIEGE), csv_of(tmp_path, LOCALITIES, HEUSY, name="localites.csv")]
    import_files(paths=paths)

    again = import_files(paths=paths)

    assert [(report.created, report.changed, report.unchanged) for report in again] == [(0, 0, 2), (0, 0, 1)]


def test_a_corrected_line_changes_only_its_own_municipality(tmp_path: Path) -> None:
    import_file(path=csv_of(tmp_path, HEADER, VERVIERS, LIEGE))

    report = import_file(
        path=csv_of(tmp_path, HEADER, VERVIERS.replace("Verviers,63079", "Pays de Vesdre,63079"), LIEGE)
    )

    assert (report.created, report.changed, report.unchanged) == (0, 1, 1)
    assert Municipality.objects.get(code="BE:63079").basin.name == "Pays de Vesdre"


def test_an_empty_cell_leaves_what_was_known(tmp_path: Path) -> None:
    import_file(path=csv_of(tmp_path, HEADER, VERVIERS))

    report = import_file(path=csv_of(tmp_path, HEADER, "BE,,,63079,Verviers,4800,,,"))

    assert report.unchanged == 1
    assert Municipality.objects.get(code="BE:63079").latitude == 50.59


def test_localities_may_come_first_on_the_command_line(tmp_path: Path) -> None:
    localities = csv_of(tmp_path, LOCALITIES, HEUSY, name="a-localites.csv")
    municipalities = csv_of(tmp_path, HEADER, VERVIERS, name="b-communes.csv")

    reports = import_files(paths=[localities, municipalities])

    assert [report.created for report in reports] == [1, 1]
    assert Locality.objects.get().municipality.name == "Verviers"


def test_a_merged_municipality_leads_to_its_successor_wherever_it_stands_in_the_file(tmp_path: Path) -> None:
    bertogne = "BE,Wallonie,Luxembourg,82005,Bertogne,6687,,,BE:82003"
    bastogne = "BE,Wallonie,Luxembourg,82003,Bastogne,6600,50.0,5.71,"

    report = import_file(path=csv_of(tmp_path, HEADER, bertogne, bastogne))
    place = understand("Bertogne")

    assert report.created == 2
    assert isinstance(place, Place)
    assert (place.municipality, place.latitude) == ("BE:82003", 50.0)


def test_excel_s_semicolons_and_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{VERVIERS}\r\n".replace(",", ";").encode())

    assert import_file(path=path).created == 1


def test_a_dry_run_tells_everything_and_keeps_nothing(tmp_path: Path) -> None:
    paths = [csv_of(tmp_path, HEADER, VERVIERS), csv_of(tmp_path, LOCALITIES, HEUSY, name="localites.csv")]

    reports = import_files(paths=paths, dry_run=True)

    assert [(report.created, report.refused) for report in reports] == [(1, []), (1, [])]
    assert not Municipality.objects.exists()
    assert not Territory.objects.exists()
    assert "rien n’a été enregistré" in reports[0].as_text()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("CH,Wallonie,Verviers,63080,X,4800,,,", "pays inconnu"),
        ("BE,Wallonie,Verviers,6308,X,4800,,,", "code de commune"),
        ("BE,Wallonie,Verviers,2A004,X,4800,,,", "code de commune"),
        ("BE,Wallonie,Verviers,,X,4800,,,", "municipality_code est vide"),
        ("BE,Wallonie,Verviers,63080,,4800,,,", "name est vide"),
        ("BE,Wallonie,Verviers,63080,X,48000,,,", "code postal"),
        ("FR,Doubs,Besançon,25056,X,2500,,,", "code postal"),
        ("BE,Wallonie,Verviers,63080,X,4800,nord,5.8,", "position illisible"),
        ("BE,Wallonie,Verviers,63080,X,4800,50.5,,", "position illisible"),
        ("BE,Wallonie,Verviers,63080,X,4800,nan,5.8,", "position hors du globe"),
        ("BE,Wallonie,Verviers,63080,X,4800,500,5.8,", "position hors du globe"),
        ("BE,,Verviers,63080,X,4800,,,", "bassin sans territoire"),
        ("FR,Wallonie,Verviers,63080,X,63080,,,", "n’est pas dans ce pays"),
        ("BE,Wallonie,Verviers,63079,Autre,4801,,,", "déjà donnée à la ligne 2"),
        ("BE,Wallonie,Verviers,63080,X,4800,,,BE:99999", "remplacement inconnue"),
        ("BE,Wallonie,Verviers,63080,X,4800,,,BE:63080", "se succéder"),
        ("BE,Wallonie,Verviers,63080,X", "nombre de colonnes"),
        (f"BE,Wallonie,Verviers,63080,{'x' * 121},4800,,,", "dépasse 120"),
    ],
)
def test_a_bad_line_is_refused_alone_with_its_number_and_the_reason(tmp_path: Path, line: str, reason: str) -> None:
    TerritoryFactory(name="Wallonie", slug="wallonie", country="BE")

    report = import_file(path=csv_of(tmp_path, HEADER, VERVIERS, line))

    assert (report.created, report.exit_code) == (1, 0)
    assert [refusal.line for refusal in report.refused] == [3]
    assert reason in report.refused[0].reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("BE,63079,4802,", "locality est vide"),
        ("BE,99999,4802,Heusy", "commune inconnue"),
        ("BE,63079,25000,Heusy", "code postal"),
        ("BE,63079,4802", "nombre de colonnes"),
    ],
)
def test_a_bad_locality_is_refused_alone(tmp_path: Path, line: str, reason: str) -> None:
    MunicipalityFactory(code="BE:63079")

    report = import_file(path=csv_of(tmp_path, LOCALITIES, HEUSY, line))

    assert (report.created, report.exit_code) == (1, 0)
    assert reason in report.refused[0].reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "vide"),
        (b"\n \n", "vide"),
        (f"{HEADER}\n".encode(), "aucune ligne"),
        (b"nom,code\nVerviers,63079\n", "en-tête inattendu"),
        (f"{HEADER},couleur\n{VERVIERS},bleu\n".encode(), "couleur"),
        (f"{HEADER},name\n{VERVIERS},X\n".encode(), "répétées"),
        (f"{HEADER}\n{LIEGE}\n".encode("latin-1"), "UTF-8"),
        (f"{HEADER}\n{LIEGE}\n".encode("utf-16"), "UTF-8"),
        (f"{HEADER}\n\0\n".encode(), "fichier texte"),
        (f"{HEADER}\nCH,a,b,c,d,e,f,g,h\n".encode(), "aucune ligne n’est recevable"),
        (
            f"{HEADER}\n{VERVIERS}BE:62063\n{LIEGE}BE:63079\n".encode(),
            "en rond",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_whole(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "communes.csv"
    path.write_bytes(content)

    report = import_file(path=path)

    assert report.exit_code == 1
    assert reason in report.stopped
    assert report.created == 0
    assert not Municipality.objects.exists()
    assert not Territory.objects.exists()


def test_the_command_reports_in_json_and_fails_when_a_file_is_missing(tmp_path: Path) -> None:
    out = StringIO()
    good = csv_of(tmp_path, HEADER, VERVIERS)

    with pytest.raises(SystemExit) as stopped:
        call_command("import_territories", str(good), str(tmp_path / "absent.csv"), "--json", stdout=out)

    reports = [json.loads(line) for line in out.getvalue().splitlines()]
    assert stopped.value.code == 1
    assert {report["source"]: report["created"] for report in reports} == {"communes.csv": 1, "absent.csv": 0}
    assert Municipality.objects.get().name == "Verviers"


def test_the_command_reports_in_french(tmp_path: Path) -> None:
    out = StringIO()

    call_command("import_territories", str(csv_of(tmp_path, HEADER, VERVIERS, "CH,,,1,X,1,,,")), stdout=out)

    assert "1 créés, 0 modifiés, 0 inchangés, 0 retirés, 1 refusés." in out.getvalue()
    assert "ligne 3 (1)" in out.getvalue()
