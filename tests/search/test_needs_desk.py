"""Those who may answer needs read them: words seen on three days at least, of the places they keep."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

import vocabulary.seeding
from accounts.models import User
from fichesactions.seeding import load_tree
from search.models import Need, SettledNeed
from search.needs import personal_data, report
from territories.models import Basin
from tests.feedback.factories import facilitator
from tests.territories.factories import BasinFactory

pytestmark = pytest.mark.django_db


def asked(words: str, *, ago: int = 0, times: int = 1, basin: str = "", **more: int) -> None:
    """So often on that day, in vain unless said otherwise."""
    clicks, empties = more.get("clicks", 0), more.get("empties", times)
    Need.objects.create(
        key=f"{words}{ago}{basin}"[:24], day=timezone.localdate() - timedelta(days=ago), words=words, times=times,
        empties=empties, basin=basin, clicks=clicks, ranks=2 * clicks,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def needs() -> None:
    BasinFactory(name="Verviers", slug="verviers")
    BasinFactory(name="Liège", slug="liege")
    for ago in (0, 3, 8):
        asked("logement passerelle", ago=ago, times=2, basin="verviers")
        asked("permis", ago=ago, times=4, empties=0, clicks=1 if ago else 0)
        asked("creche", ago=ago, basin="liege")
    for ago in (0, 1):
        asked("quelqu un", ago=ago, times=9)


@pytest.fixture
def editor() -> Client:
    vocabulary.seeding.load()
    load_tree()
    user = User.objects.create_user("nadia@demo.test", "x", first_name="Nadia", last_name="Colson")
    user.groups.add(Group.objects.get(name="Rédaction"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def sonia() -> Client:
    client = Client()
    client.force_login(facilitator("sonia@demo.test", Basin.objects.get(slug="verviers")))
    return client


def words(view: str, **how: object) -> list[str]:
    return [line.words for line in report.lines(view, **how)]  # type: ignore[arg-type]


def test_what_few_days_have_seen_is_never_told(settings: object) -> None:
    assert words("sans-reponse") == ["logement passerelle", "creche"]
    assert words("sans-reponse", basin="liege") == ["creche"]
    assert words("demandees") == ["permis", "logement passerelle", "creche"]
    assert words("peu-ouvertes") == ["permis"]
    week = report.lines("sans-reponse", days=7, basin="verviers")
    assert [(line.asked, line.days, line.empties) for line in week] == [(4, 2, 4)], "three days of all that is kept"
    assert report.lines("demandees")[0].rank == 2
    settings.SEARCH_LOG_DAYS = 2  # type: ignore[attr-defined]
    assert "quelqu un" in words("sans-reponse")


def test_what_is_settled_is_off_the_list_until_it_is_asked_again() -> None:
    SettledNeed.objects.create(words="logement passerelle", basin="verviers")
    assert words("sans-reponse", basin="verviers") == []
    assert "logement passerelle" in words("sans-reponse"), "settled there, not everywhere"
    SettledNeed.objects.update(basin="")
    assert words("sans-reponse") == ["creche"]
    assert words("sans-reponse", basin="verviers") == []
    assert "logement passerelle" in words("demandees")
    SettledNeed.objects.update(done_on=timezone.localdate() - timedelta(days=1))
    assert [line.asked for line in report.lines("sans-reponse", basin="verviers")] == [2], "asked in vain since"


def test_a_facilitator_reads_and_settles_her_basin_alone_and_takes_it_back(sonia: Client) -> None:
    page = sonia.get("/recherche/besoins/?bassin=liege&voir=sans-reponse").text
    assert "« logement passerelle »" in page
    assert "creche" not in page
    assert "quelqu un" not in page
    assert 'href="/recherche/?q=logement+passerelle&amp;bassin=verviers"' in page
    assert "« logement passerelle »" in sonia.get("/mon-espace/").text
    form = {"mots": "logement passerelle", "bassin": "verviers", "suite": "/recherche/besoins/?voir=sans-reponse"}
    settled = sonia.post("/recherche/besoins/traiter/", form)
    page = sonia.get(settled["Location"]).text
    assert "« logement passerelle » est traitée" in page
    assert "Annuler" in page
    assert "Sonia" in sonia.get("/recherche/besoins/?voir=traitees").text
    person = User.objects.get(email="sonia@demo.test")
    assert personal_data.export(person)["Recherches traitées"][0]["words"] == "logement passerelle"
    personal_data.erase(person)
    assert SettledNeed.objects.get().done_by is None
    sonia.post("/recherche/besoins/traiter/", {**form, "rouvrir": "1"})
    assert not SettledNeed.objects.exists()
    for other in (
        {"bassin": "liege", "mots": "creche"},
        {"bassin": "", "mots": "creche"},
        {**form, "mots": "quelqu un"},
    ):
        assert sonia.post("/recherche/besoins/traiter/", other).status_code == 404, other


def test_an_editor_reads_the_whole_site_and_takes_it_away_as_a_table(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert "« logement passerelle »" in editor.get("/admin/").text
    with django_assert_max_num_queries(20):
        page = editor.get("/admin/recherches/").text
    assert "Verviers (6)" in page
    assert "Ce que l’on cherche" in page
    add = "/admin/snippets/search/synonyms/add/?expressions=logement+passerelle"
    assert f'href="{add}"' in page
    assert ">\nlogement passerelle</textarea>" in editor.get(add).text
    table = editor.get("/admin/recherches/?format=csv&voir=demandees&jours=90")
    assert table["Content-Disposition"] == 'attachment; filename="recherches-demandees-90-jours.csv"'
    assert "permis;12;3;0;2;2,0;" in table.text
    for ago in (0, 1, 2):
        asked("=cmd()", ago=ago)
    assert ";'=cmd" not in table.text
    assert "\r\n'=cmd();3;3;3" in editor.get("/admin/recherches/?format=csv").text
    Need.objects.all().delete()
    assert "au moins 3 jours différents" in editor.get("/admin/recherches/").text


def test_nobody_else_reads_any_of_it(client: Client, member: Callable[[], Client]) -> None:
    for reader in (client, member()):
        assert reader.get("/admin/recherches/").status_code in (302, 403)
        assert reader.get("/recherche/besoins/").status_code in (302, 404)
        assert reader.post("/recherche/besoins/traiter/", {"mots": "creche", "bassin": ""}).status_code in (302, 404)
    assert not SettledNeed.objects.exists()


@pytest.fixture
def member() -> Callable[[], Client]:
    def sign_in() -> Client:
        client = Client()
        client.force_login(User.objects.create_user("membre@demo.test", "x"))
        return client

    return sign_in
