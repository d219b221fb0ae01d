"""A delivery comes in whole or not at all, twice is once, and nothing that a file holds breaks it."""

import json
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import Organisation
from imports.turn import one_at_a_time
from offers import sync
from offers.importing import import_delivery
from offers.models import Offer
from search.models import IndexEntry
from tests.offers.factories import LIEGE, a_basin, a_file, a_service, a_structure, deliver, services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "offers-corpus"


def test_services_and_structures_come_in_one_file_in_any_order(tmp_path: Path) -> None:
    report = deliver(tmp_path, a_service(), a_structure())
    assert (report.created, report.services.created, report.structures.created) == (2, 1, 1)
    offer = Offer.objects.get()
    assert offer.organisation is not None
    assert offer.organisation.name == "La Petite Ourse"
    assert [theme.slug for theme in offer.themes.all()] == ["famille--garde-denfants"]


def test_a_service_delivered_before_its_structure_is_kept_and_linked_when_the_structure_comes(tmp_path: Path) -> None:
    deliver(tmp_path, a_service())
    offer = Offer.objects.get()
    assert offer.organisation is None
    version = IndexEntry.objects.get(kind="offer", key=str(offer.pk)).version
    deliver(tmp_path, a_structure())
    offer.refresh_from_db()
    assert offer.organisation == Organisation.objects.get()
    assert IndexEntry.objects.get(kind="offer", key=str(offer.pk)).version == version + 1


def test_the_same_delivery_again_changes_nothing(tmp_path: Path) -> None:
    lines = [a_structure(), *services(3)]
    deliver(tmp_path, *lines)
    entries = list(IndexEntry.objects.order_by("pk").values_list("key", "version"))
    report = deliver(tmp_path, *lines)
    assert (report.created, report.changed, report.unchanged, report.withdrawn) == (0, 0, 4, 0)
    assert list(IndexEntry.objects.order_by("pk").values_list("key", "version")) == entries


def test_a_changed_service_keeps_its_address_and_loses_the_themes_it_left(tmp_path: Path) -> None:
    deliver(tmp_path, a_service(publics=["jeunes"]))
    slug = Offer.objects.get().slug
    report = deliver(tmp_path, a_service(nom="Un tout autre nom", thematiques=["mobilite--acceder-a-un-vehicule"]))
    offer = Offer.objects.get()
    assert report.changed == 1
    assert (offer.name, offer.slug, offer.audiences_known) == ("Un tout autre nom", slug, False)
    assert [theme.slug for theme in offer.themes.all()] == ["mobilite--acceder-a-un-vehicule"]
    assert not offer.audiences.exists()


def test_namesakes_have_different_addresses(tmp_path: Path) -> None:
    deliver(tmp_path, a_service("1", nom="Permanence"), a_service("2", nom="Permanence"))
    assert len(set(Offer.objects.values_list("slug", flat=True))) == 2


def test_a_service_that_is_no_longer_delivered_is_withdrawn_and_one_that_returns_is_back(tmp_path: Path) -> None:
    deliver(tmp_path, *services(5))
    assert deliver(tmp_path, *services(4)).withdrawn == 1
    gone = Offer.objects.get(source_id="essai--4")
    assert gone.withdrawn_on == timezone.localdate()
    report = deliver(tmp_path, *services(5))
    assert (report.changed, report.unchanged) == (1, 4)
    assert Offer.objects.published().count() == 5


def test_a_delivery_of_one_source_withdraws_nothing_of_another(tmp_path: Path) -> None:
    other = a_service(source="ailleurs", id="ailleurs--1")
    deliver(tmp_path, *services(2), other)
    assert deliver(tmp_path, other).withdrawn == 0
    assert deliver(tmp_path, a_structure()).withdrawn == 0
    assert Offer.objects.published().count() == 3


def test_a_delivery_that_would_withdraw_more_than_a_fifth_is_refused_until_confirmed(tmp_path: Path) -> None:
    deliver(tmp_path, *services(9))
    changed = a_service("0", nom="Nom changé")
    report = deliver(tmp_path, changed, *services(7)[1:])
    assert report.exit_code == 1
    assert "2 services sur 9" in report.stopped
    assert Offer.objects.published().exclude(name="Nom changé").count() == 9
    report = deliver(tmp_path, changed, *services(7)[1:], confirm_withdrawals=True)
    assert (report.exit_code, report.withdrawn, report.changed) == (0, 2, 1)


def test_a_source_is_not_emptied_under_the_share_of_all(tmp_path: Path) -> None:
    small = [a_service(str(n), source="petite", id=f"petite--{n}") for n in range(20)]
    deliver(tmp_path, *services(100), *small)
    report = deliver(tmp_path, *services(100), *small[:15])
    assert "5 services sur 20 de la source « petite »" in report.stopped
    assert deliver(tmp_path, *services(100), *small[:16]).withdrawn == 4
    assert deliver(tmp_path, *services(100), *small[:3], confirm_withdrawals=True).withdrawn == 13


def test_structures_alone_withdraw_nothing_and_services_alone_keep_their_structure(tmp_path: Path) -> None:
    deliver(tmp_path, a_structure(), a_structure("2"), *services(5))
    assert deliver(tmp_path, a_structure(nom="Autre nom")).withdrawn == 0
    assert deliver(tmp_path, *services(4), a_service("4", nom="Autre nom")).changed == 1
    assert Offer.objects.published().filter(organisation__name="Autre nom").count() == 5
    assert Organisation.objects.count() == 2


def test_services_that_wait_for_their_structure_are_counted(tmp_path: Path) -> None:
    report = deliver(tmp_path, *services(3), a_service("9", structure_id="essai--structure-2"), a_structure("2"))
    assert [warning.reason for warning in report.warnings] == [
        "3 services sans structure connue ; la première attendue : « essai--structure-1 »."
    ]
    deliver(tmp_path, a_structure())
    assert deliver(tmp_path, *services(3), confirm_withdrawals=True).warnings == []


def test_what_is_odd_is_said_with_its_line_and_taken(tmp_path: Path) -> None:
    report = deliver(tmp_path, a_structure(), a_service(telephone="voir le site"))
    assert [(each.line, each.key) for each in report.warnings] == [(2, "essai--1")]
    assert "À vérifier :" in report.as_text()
    assert json.loads(report.as_json())["warnings"][0]["line"] == 2
    assert Offer.objects.get().phone == "voir le site"


def test_a_file_of_nothing_but_bad_lines_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offers.staging.MOST_REFUSED", 3)
    assert "plus de 3 lignes sont refusées" in deliver(tmp_path, a_service(), *["{"] * 5).stopped
    assert not Offer.objects.exists()


@pytest.mark.parametrize("lines", [[], ["", "  "], ["[1]", "null"], [b"PK\x03\x04\xff\xfe"], [{"id": "essai--1"}]])
def test_an_empty_or_unreadable_delivery_is_refused_and_changes_nothing(tmp_path: Path, lines: list[str]) -> None:
    deliver(tmp_path, *services(2))
    report = deliver(tmp_path, *lines)
    assert report.exit_code == 1
    assert report.stopped
    assert Offer.objects.published().count() == 2


def test_one_unreadable_file_refuses_the_whole_delivery(tmp_path: Path) -> None:
    good = a_file(tmp_path, a_service())
    for bad in (tmp_path / "absent.jsonl", tmp_path, a_file(tmp_path, "texte"), good.with_suffix(".xyz")):
        report = import_delivery([good, bad])
        assert report.exit_code == 1
    assert not Offer.objects.exists()


HOSTILE: list[tuple[str | bytes, str]] = [
    ("{", "JSON mal formé"),
    ("[" * 100_000, "JSON trop profond"),
    ('{"id": "essai--9", "latitude": NaN}', "NaN"),
    (b'{"id": "essai--\xe9"}', "UTF-8"),
    ("[1, 2]", "objet JSON"),
    ('{"x": "' + "a" * 1_100_000 + '"}', "trop longue"),
    ('{"n": ' + "9" * 5000 + "}", "JSON mal formé"),
]


@pytest.mark.parametrize(("line", "reason"), HOSTILE, ids=[reason for _, reason in HOSTILE[:-1]] + ["huge number"])
def test_a_hostile_line_is_reported_with_its_number_and_the_rest_comes_in(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    report = deliver(tmp_path, a_service("1"), line, a_service("2"))
    assert [(refusal.line, reason in refusal.reason) for refusal in report.refused] == [(2, True)]
    assert (report.exit_code, Offer.objects.count()) == (0, 2)


def test_a_service_delivered_badly_is_not_taken_for_absent(tmp_path: Path) -> None:
    deliver(tmp_path, *services(6))
    broken = json.dumps(a_service("4"))[:-20]
    report = deliver(tmp_path, *services(4), broken, a_service("5", courriel="pas une adresse"))
    assert (report.withdrawn, len(report.refused)) == (0, 2)
    assert [refusal.key for refusal in report.refused] == ["essai--4", "essai--5"]


def test_what_is_delivered_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    report = deliver(tmp_path, a_service(nom="Le premier"), a_service(nom="Le second"))
    assert "déjà livré (ligne 1)" in report.refused[0].reason
    assert Offer.objects.get().name == "Le premier"


def test_a_double_in_another_file_of_the_same_name_is_refused_too(tmp_path: Path) -> None:
    paths = [tmp_path / folder / "services.jsonl" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        a_file(tmp_path, a_service(nom=f"Garde {path.parent.name}")).rename(path)
    report = import_delivery(paths)
    assert [refusal.key for refusal in report.refused] == ["essai--1"]
    assert Offer.objects.get().name == "Garde a"


def test_an_import_killed_in_the_middle_reaches_the_same_end_when_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("offers.staging.BATCH", 2)
    path = a_file(tmp_path, a_structure(), *services(7))
    batches, real = [], sync.sync_offers

    def killed_after_two(*args: object, **options: object) -> None:
        batches.append(args)
        if len(batches) == 3:
            raise KeyboardInterrupt
        real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("offers.importing.sync_offers", killed_after_two)
    with pytest.raises(KeyboardInterrupt):
        import_delivery([path])
    assert Offer.objects.count() == 4
    assert IndexEntry.objects.filter(kind="offer").count() == 4
    monkeypatch.setattr("offers.importing.sync_offers", real)
    report = import_delivery([path])
    assert (report.services.created, report.services.unchanged) == (3, 4)
    assert Offer.objects.filter(organisation__isnull=False, themes__isnull=False).count() == 7


def test_a_trial_run_tells_and_changes_nothing(tmp_path: Path) -> None:
    deliver(tmp_path, *services(5))
    report = deliver(
        tmp_path, *services(4)[1:], a_service("0", nom="Changé"), a_service("9"), a_structure(), dry_run=True
    )
    assert (report.created, report.changed, report.unchanged, report.withdrawn) == (2, 1, 3, 1)
    assert (Offer.objects.published().count(), Organisation.objects.count()) == (5, 0)


def test_a_second_import_is_told_that_one_is_under_way(tmp_path: Path) -> None:
    held, told = Event(), Event()

    def first_import() -> None:
        with one_at_a_time("import_offers"):
            held.set()
            told.wait(10)
        connection.close()

    first = Thread(target=first_import)
    first.start()
    assert held.wait(10)
    report = deliver(tmp_path, a_service())
    told.set()
    first.join()
    assert "Un autre import est en cours" in report.stopped
    assert deliver(tmp_path, a_service()).created == 1


def test_liege_and_avesnes_le_comte_share_a_number_and_are_not_mixed_up(tmp_path: Path) -> None:
    a_basin("BE:62063", "Liège")
    french = a_service("fr", code_insee="62063", code_postal="62810", commune="Avesnes-le-Comte")
    deliver(tmp_path, a_service("be", **LIEGE, zone_eligibilite=["62063"]), french)
    belgian, other = Offer.objects.get(source_id="essai--be"), Offer.objects.get(source_id="essai--fr")
    assert (belgian.municipality_id, belgian.zones) == ("BE:62063", ["BE:62063"])
    assert belgian.municipality is not None
    assert belgian.municipality.name == "Liège"
    assert other.municipality_id == "FR:62063"
    assert Offer.objects.with_relations().get(pk=other.pk).municipality is None


def test_a_changed_structure_has_its_services_read_again_by_search(tmp_path: Path) -> None:
    deliver(tmp_path, a_structure(), *services(2))
    report = deliver(tmp_path, a_structure(nom="Autre nom"))
    assert report.structures.changed == 1
    assert set(IndexEntry.objects.filter(kind="offer").values_list("version", flat=True)) == {2}


def test_source_names_what_a_record_does_not_say(tmp_path: Path) -> None:
    record = a_service() | {"source": ""}
    assert deliver(tmp_path, record).refused
    assert deliver(tmp_path, record, source="essai").created == 1


def test_the_command_prints_one_json_report_and_fails_when_refused(tmp_path: Path) -> None:
    out = StringIO()
    path = a_file(tmp_path, a_service(), "{")
    call_command("import_offers", str(path), "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert (report["created"], report["refused"][0]["line"]) == (1, 2)
    with pytest.raises(SystemExit) as stop:
        call_command("import_offers", str(tmp_path / "absent.jsonl"), stdout=StringIO())
    assert stop.value.code == 1


def test_a_terminal_sees_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", screen)
    path = str(a_file(tmp_path, a_structure(), a_service()))
    call_command("import_offers", path, "--json", stdout=StringIO())
    assert screen.getvalue() == ""
    call_command("import_offers", path, stdout=StringIO())
    assert [phase in screen.getvalue() for phase in ("Lecture", "Structures", "Services", "Retraits")] == [True] * 4
    assert screen.getvalue().endswith("\x1b[K")


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this checkout")
@pytest.mark.parametrize("order", [1, -1])
def test_the_official_samples_come_in_together_in_any_order(order: int) -> None:
    samples = CORPUS / "official-samples"
    report = import_delivery(sorted(samples.glob("*.*"))[::order])
    assert (report.stopped, report.services.created, report.structures.created) == ("", 6, 4)
    assert Offer.objects.filter(organisation=None).count() == 1
    sheets = [refusal for refusal in report.refused if "feuille" in refusal.reason]
    assert [(refusal.line, "feuille Structures" in refusal.reason) for refusal in sheets] == [
        (4, True),
        (4, False),
        (5, False),
    ]


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this checkout")
def test_the_whole_corpus_comes_in_and_a_second_time_changes_nothing() -> None:
    files = [CORPUS / "services.jsonl", CORPUS / "structures.jsonl"]
    report = import_delivery(files)
    assert (report.services.created, report.structures.created, report.refused) == (2151, 1838, [])
    assert not Offer.objects.filter(organisation=None).exists()
    assert Offer.objects.filter(audiences_known=False).count() == 1261
    assert Offer.objects.filter(zones__isnull=True).count() == 1590
    again = import_delivery(files)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 3989)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this checkout")
def test_the_walloon_file_comes_in() -> None:
    report = import_delivery(sorted(CORPUS.glob("wallonie_synthetique_*.jsonl")))
    assert (report.services.created, report.structures.created, report.refused) == (18, 9, [])
    assert Offer.objects.filter(municipality_id="BE:62063").exists()


@pytest.mark.parametrize(
    "broken", ['{"source": "essai", "id": "ess', a_service("4", id=None), a_service("4", id="essai--\udc80")]
)
def test_a_refused_line_without_a_readable_key_lets_nothing_be_withdrawn(
    tmp_path: Path, broken: dict[str, object] | str
) -> None:
    deliver(tmp_path, *services(5))
    report = deliver(tmp_path, *services(4), broken)
    assert (report.withdrawn, len(report.refused), Offer.objects.published().count()) == (0, 1, 5)
    assert "1 ligne refusée sans identifiant lisible. Rien n’est retiré." in report.as_text()


def test_a_bad_line_of_a_source_that_is_given_is_not_taken_for_absent(tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    rows = [f"{n},st,Garde {n},Une description.,2026-01-01" for n in range(5)]
    for bad in ("", ",une cellule de trop"):
        path.write_text("\n".join(["id,structure_id,nom,description,date_maj", *rows[:4], rows[4] + bad]))
        report = import_delivery([path], source="essai")
        assert (report.stopped, report.withdrawn) == ("", 0)
    assert [refusal.key for refusal in report.refused] == ["essai--4"]


def test_a_batch_is_bounded_by_its_size_as_by_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offers.staging.BATCH_SIZE", 30_000)
    sizes: list[int] = []
    real = sync.sync_offers

    def weighed(rows: list[object], *args: object, **options: object) -> None:
        sizes.append(len(rows))
        real(rows, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("offers.importing.sync_offers", weighed)
    long = [a_service(str(n), description="x" * 9_000) for n in range(5)]
    assert deliver(tmp_path, *services(3)[1:], *[record | {"id": f"{record['id']}-long"} for record in long]).created
    assert (sum(sizes), max(sizes)) == (7, 5)


def test_a_zone_names_at_most_the_municipalities_of_a_region(tmp_path: Path) -> None:
    codes = [f"{n:05}" for n in range(1001, 6502)]
    report = deliver(tmp_path, a_service("1", zone_eligibilite=codes[:-1]), a_service("2", zone_eligibilite=codes))
    assert [(each.key, each.reason) for each in report.refused] == [("essai--2", "zone_eligibilite : trop de codes.")]


def test_nothing_that_is_delivered_breaks_the_report_or_commands_the_terminal(tmp_path: Path) -> None:
    report = deliver(
        tmp_path,
        a_service("1"),
        a_service("2", id="\ud800\x1b[2J", source="\u202e\nlivraison"),
        a_service("3", nom="\x1b]0;x\x07", date_maj="\x1b[31m\u202ehier"),
        b'{"id": "essai--\x1b[31m", "latitude": }',
        a_service("4", frais="\u2066\x9b2J"),
    )
    shown = report.as_text()
    assert len(report.refused) == 4
    assert {char for char in shown if not char.isprintable()} <= set("\n\u00a0\u202f")
    assert report.as_json().isascii()
    assert json.loads(report.as_json())["created"] == 1
