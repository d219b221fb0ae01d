"""What people look for is counted without them: what is kept, what never is, and that no page waits for it."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from search.indexing import catch_up
from search.models import Need
from search.needs import hearing
from search.needs.hearing import drain
from search.needs.personal import Discretion
from search.needs.tasks import purge_expired
from tests.search.factories import Shelf
from tests.territories.factories import BasinFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}


@pytest.fixture(autouse=True)
def log(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Searches are noted; the test itself writes them."""
    settings.SEARCH_LOG = True
    settings.GUEST_PAGES_MB = 1
    monkeypatch.setattr(hearing, "_start", lambda: None)
    hearing._heard.clear()
    cache.clear()
    yield
    hearing._heard.clear()


def ask(query: str, client: Client | None = None, **headers: str) -> str:
    return (client or Client()).get(f"/recherche/?{query}", headers=READER | headers).text


def counted() -> dict[str, tuple[int, int, int]]:
    drain()
    return {need.words: (need.times, need.empties, need.hits) for need in Need.objects.all()}


def test_searches_are_counted_by_the_day_whoever_asks_and_from_kept_pages_too(sheets: Shelf) -> None:
    sheets.put("1", "Garde d’enfants le soir")
    catch_up()
    client = Client()
    first = client.get("/recherche/?q=Garde+d%E2%80%99enfants", headers=READER)
    again = client.get("/recherche/?q=Garde+d%E2%80%99enfants", headers=READER)
    assert again.headers["ETag"] == first.headers["ETag"], "given again without being made"
    client.get("/recherche/?q=Garde+d%E2%80%99enfants", headers=READER | {"If-None-Match": first.headers["ETag"]})
    ask("q=garde  ENFANTS")
    ask("q=zzyzx")
    assert counted() == {"garde enfants": (4, 0, 1), "zzyzx": (1, 1, 0)}
    need = Need.objects.get(words="zzyzx")
    assert (need.day, need.kinds, need.filters, need.basin) == (timezone.localdate(), "", "", "")
    assert {field.name for field in Need._meta.fields} == {
        "key", "day", "words", "kinds", "filters", "basin", "times", "empties", "hits", "clicks", "ranks"
    }, "nothing of who asks, no moment of the day"  # fmt: skip


def test_a_search_narrowed_down_or_turned_is_the_same_need_and_in_another_place_another(sheets: Shelf) -> None:
    verviers = BasinFactory(name="Verviers", slug="verviers")
    MunicipalityFactory(name="Heusy", basin=verviers, latitude=50.58, longitude=5.86)
    ask("q=logement")
    here = "http://testserver/recherche/?q=Logement"
    ask("q=logement&page=2", Referer=here)
    ask("q=logement&page=3")
    ask("q=logement&sorte=sheet", Referer=here)
    ask("q=logement&bassin=verviers", Referer=here)
    ask("q=logement&bassin=verviers&sorte=sheet", Referer=f"{here}&bassin=verviers")
    ask("q=logement", Referer="https://ailleurs.example/?q=logement")
    drain()
    rows = {(need.kinds, need.basin): need.times for need in Need.objects.all()}
    assert rows == {("", ""): 2, ("sheet", ""): 0, ("", "verviers"): 1, ("sheet", "verviers"): 0}


def test_neither_robots_nor_pages_fetched_ahead_nor_programs_nor_lists_of_people(
    shelves: Mapping[str, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(shelves, "person", Shelf("person", "Personne", "Personnes", "people"))
    ask("q=permis", **{"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
    ask("q=permis", **{"User-Agent": ""})
    ask("q=permis", **{"Sec-Purpose": "prefetch;prerender"})
    Client().head("/recherche/?q=permis", headers=READER)
    Client().get("/api/v1/search?q=permis", headers=READER)
    Client().get("/api/v1/suggest?q=permis", headers=READER)
    ask("theme=logement")
    ask("q=%3F%3F%3F")
    ask("q=permis&sorte=person")
    Client().get("/annuaire/?q=permis", headers=READER)
    assert counted() == {}


def test_what_points_at_somebody_is_never_kept() -> None:
    User.objects.create_user("z@demo.test", "x", first_name="Zénobie", last_name="De Brouckère")
    User.objects.create_user("c@demo.test", "x", first_name="Wanda", last_name="Conseil")
    is_personal = Discretion().is_personal
    for text in (
        "marie.dupont@exemple.test", "écrire à marie @ exemple", "0477 12 34 56", "087/22 33 44", "+32 477 12.34.56",
        "06.12.34.56.78", "0033612345678", "85.07.30-033.28", "1 85 05 78 006 084 91", "２８５０５７８００６０８４",
        "BE68 5390 0754 7034", "fr76 3000 6000 0112 3456 7890 189", "né le 12/03/1985", "12 rue des Lilas Verviers",
        "rue des Lilas 12", "Zénobie de Brouckère", "brouckere", "de brouckere logement zenobie", "Mme Haddad",
        "monsieur Petit", "Marie Dupont", "dupont jean-pierre", "aide pour Fatima Belkacem", "0\u200b477123456",
    ):  # fmt: skip
        assert is_personal(text), text
    for text in (
        "logement 25000", "article 60 §7", "loi 2005-102", "cerfa 13594*02", "France Travail", "CPAS Namur", "conseil",
        "saint jean", "RSA 2026", "aide à domicile", "permis B", "1er emploi", "6000",
        "allocation 500 euros", "rue",
    ):  # fmt: skip
        assert not is_personal(text), text


def test_personal_searches_leave_nothing_behind(sheets: Shelf) -> None:
    ask("q=marie.dupont%40exemple.test")
    ask("q=0477+12+34+56")
    ask(f"q={'mot+' * 40}")
    ask("q=logement&lieu=12+rue+des+Lilas")
    assert counted() == {"logement": (1, 1, 0)}
    assert "lilas" not in str(list(Need.objects.values())).lower()


def test_the_first_result_opened_is_counted_with_its_rank_and_no_cookie(sheets: Shelf) -> None:
    sheets.put("1", "Passer le permis")
    catch_up()
    page = ask("q=permis")
    key = page.partition('data-need="')[2].partition('"')[0]
    client = Client(enforce_csrf_checks=True, headers=READER)
    for rank in ("3", "1"):
        told = client.post("/recherche/ouverte/", {"liste": key, "rang": rank})
        assert (told.status_code, told.content, dict(told.cookies)) == (204, b"", {})
    unknown = client.post("/recherche/ouverte/", {"liste": "0" * 24, "rang": "1"})
    assert unknown.status_code == 204, "nobody learns what others looked for"
    for bad in ({"liste": key, "rang": "21"}, {"liste": key, "rang": "0"}, {"liste": key, "rang": "²"}, {"rang": "1"}):
        assert client.post("/recherche/ouverte/", bad).status_code == 400, bad
    foreign = client.post("/recherche/ouverte/", {"liste": key, "rang": "1"}, headers={"Origin": "https://x.example"})
    assert foreign.status_code == 403
    drain()
    need = Need.objects.get()
    assert (need.words, need.clicks, need.ranks) == ("permis", 2, 4)
    Need.objects.update(day=timezone.localdate() - timedelta(days=1))
    client.post("/recherche/ouverte/", {"liste": key, "rang": "1"})
    drain()
    assert Need.objects.get().clicks == 2, "a list of yesterday is over"


def test_a_busy_database_delays_the_counts_and_refuses_no_page(
    sheets: Shelf, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    def busy(_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(hearing, "write", busy)
    ask("q=logement")
    with pytest.raises(OperationalError):
        drain()
    monkeypatch.undo()
    settings.SEARCH_LOG = False
    ask("q=permis")
    assert counted() == {"logement": (1, 1, 0)}


def test_memory_is_bounded() -> None:
    for rank in range(hearing.MOST + 10):
        hearing._heard.append(hearing.Choice("0" * 24, rank))
    assert len(hearing._heard) == hearing.MOST
    assert drain() == hearing.MOST
    assert not Need.objects.exists()


def test_after_ninety_days_nothing_is_left(sheets: Shelf) -> None:
    ask("q=logement")
    drain()
    Need.objects.update(day=timezone.localdate() - timedelta(days=90))
    assert purge_expired.call() == 0
    Need.objects.update(day=timezone.localdate() - timedelta(days=91))
    assert purge_expired.call() == 1
    assert not Need.objects.exists()
