"""Searches that members keep: theirs alone, told of once, by what they may see when the letter leaves."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

import search.saved.cards
from accounts.models import User
from notifications.actions import choose
from notifications.letters import send_due
from notifications.models import Notification
from notifications.notices import Family, Rhythm
from search.engines.embedded import EmbeddedEngine
from search.indexing import catch_up
from search.models import SavedSearch
from search.saved import actions, news, personal_data
from search.saved.tasks import forget_removed_searches
from tests.search.factories import Shelf

pytestmark = pytest.mark.django_db
SHELF = "/mon-espace/recherches/"
KEEP = f"{SHELF}garder/"
WORKING = timezone.make_aware(datetime(2026, 11, 24, 10, 0))


@pytest.fixture
def aicha(client: Client) -> User:
    person = User.objects.create_user("aicha@demo.test", "x", first_name="Aïcha")
    client.force_login(person)
    return person


@pytest.fixture(autouse=True)
def library(shelves: dict[str, Shelf], settings: Settings) -> Mapping[str, Shelf]:
    settings.BASE_URL = "https://voisines.example"
    shelves["search"] = search.saved.cards.search  # type: ignore[assignment]
    shelves["sheet"].put("1", "Chercher un logement à deux")
    shelves["offer"].put("2", "Aide au logement")
    catch_up()
    return shelves


def keep(client: Client, asked: str = "q=logement", **said: str) -> SavedSearch:
    assert client.post(f"{KEEP}?{asked}", {"name": "Logement", **said}).status_code == 302
    return SavedSearch.objects.latest("made_at")


def told(client: Client) -> list[str]:
    """The letters of one run, once what waits is due."""
    mail.outbox.clear()
    Notification.objects.update(due_at=WORKING - timedelta(hours=1))
    send_due(WORKING)
    return [letter.body for letter in mail.outbox]


def test_a_search_is_kept_from_its_list_opened_renamed_let_go_and_kept_again(client: Client, aicha: User) -> None:
    link = f"{KEEP}?q=logement&amp;sorte=offer"
    assert link in client.get("/recherche/?q=logement&sorte=offer&page=1&tri=date").content.decode()
    form = client.get(f"{KEEP}?q=logement&sorte=offer").content.decode()
    assert "Services et aides\u00a0: logement" in form
    assert not SavedSearch.objects.exists(), "asking changes nothing"
    saved = keep(client, "q=logement&sorte=offer&page=3", name="Mes logements")
    again = keep(client, "q=logement&sorte=offer", name="Mes logements", alert="on")
    assert (again.pk, again.alert, again.newest > 0) == (saved.pk, True, True)
    page = client.get(SHELF).content.decode()
    assert 'href="/recherche/?q=logement&amp;sorte=offer"' in page
    assert client.post(f"{SHELF}{saved.pk}/", {"name": " "}).status_code == 422
    client.post(f"{SHELF}{saved.pk}/", {"name": "Toits"})
    client.post(f"{SHELF}{saved.pk}/retirer/")
    page = client.get(SHELF).content.decode()
    assert "«\u00a0Toits\u00a0» n’est plus ici" in page.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    assert "Aucune recherche gardée" in page
    client.post(f"{SHELF}{saved.pk}/retirer/", {"garder": "oui"})
    assert "Toits" in client.get("/mon-espace/").content.decode()


def test_nobody_else_reads_or_changes_it_and_a_forged_list_is_none(client: Client, aicha: User) -> None:
    saved = keep(client)
    client.force_login(User.objects.create_user("luc@demo.test", "x"))
    for path in (f"{SHELF}{saved.pk}/", f"{SHELF}{saved.pk}/retirer/", f"{SHELF}999/"):
        assert client.post(path, {"name": "À moi"}).status_code == 404
    assert "Logement" not in client.get(SHELF).content.decode()
    assert client.get(f"{KEEP}?liste=/compte/deconnexion/ offer:xxxx").status_code == 404
    client.logout()
    assert client.get(f"{KEEP}?q=logement")["Location"].startswith("/compte/connexion/?next=")


def test_one_keeps_fifty_at_most_and_takes_them_along_or_away(
    client: Client, aicha: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(SHELF)
    keep(client)
    with CaptureQueriesContext(connection) as of_one:
        client.get(SHELF)
    rows = (SavedSearch(person=aicha, name=f"{n}", path="/recherche/", digest=f"{n}") for n in range(actions.MOST - 1))
    SavedSearch.objects.bulk_create(rows)
    with django_assert_num_queries(len(of_one)):
        client.get(SHELF)
    refused = client.post(f"{KEEP}?q=une+de+trop", {"name": "Encore"}).content.decode()
    assert "Vous gardez déjà 50 recherches" in refused
    assert len(personal_data.export(aicha)["Recherches gardées"]) == actions.MOST
    SavedSearch.objects.filter(name="3").update(removed_at=timezone.now() - timedelta(days=2))
    assert forget_removed_searches.call() == 1
    personal_data.erase(aicha)
    assert not SavedSearch.objects.exists()


def test_what_came_since_is_told_once_in_one_letter_with_its_titles(
    client: Client, aicha: User, library: dict[str, Shelf]
) -> None:
    keep(client, name="Toits", alert="on")
    keep(client, "q=logement&sorte=offer", name="Services", alert="on")
    keep(client, "q=deux", name="Sans lettre")
    assert news.tell_of_news.call() == 0
    library["offer"].put("9", "Logement de transit")
    library["offer"].change("2", summary="Autrement")
    catch_up()
    assert news.tell_of_news.call() == 2
    assert news.tell_of_news.call() == 0
    [letter] = told(client)
    assert letter.count("- Logement de transit") == 2
    assert "Du nouveau pour votre recherche «\u00a0Toits\u00a0»" in letter
    assert "https://voisines.example/recherche/?q=logement&tri=date" in letter
    assert "Aide au logement" not in letter
    assert "Ne plus en recevoir : https://voisines.example/mon-espace/lettres/arreter/" in letter.replace("\u00a0", " ")
    assert client.get(SHELF).content.decode().count("Du nouveau") == 2
    library["offer"].change("9", summary="Autrement encore")
    catch_up()
    assert news.tell_of_news.call() == 0
    assert told(client) == []


def test_a_letter_names_only_what_its_reader_may_see_when_it_leaves(
    client: Client, aicha: User, library: dict[str, Shelf]
) -> None:
    keep(client, name="Toits", alert="on")
    for key, readers in (("8", ("member",)), ("9", ("member",)), ("10", ("group:999",))):
        library["sheet"].put(key, f"Logement numéro {key}", readers=readers)
    catch_up()
    assert news.tell_of_news.call() == 2
    library["sheet"].change("8", readers=("superuser",))
    [letter] = told(client)
    assert "numéro 9" in letter
    assert "numéro 8" not in letter
    library["sheet"].put("11", "Logement numéro 11", readers=("member",))
    catch_up()
    assert news.tell_of_news.call() == 1
    library["sheet"].change("11", readers=("superuser",))
    assert told(client) == [], "nothing is left to say"


def test_quiet_days_cost_nothing_and_who_wants_no_letter_gets_none(
    client: Client, aicha: User, library: dict[str, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = keep(client, "q=logement&sorte=sheet", alert="on")
    choose(person_id=aicha.pk, rhythms={Family.INFORMED: Rhythm.NEVER})
    searched: list[object] = []
    answer = EmbeddedEngine.search
    monkeypatch.setattr(EmbeddedEngine, "search", lambda *asked: searched.append(asked) or answer(*asked))  # type: ignore[func-returns-value]
    library["offer"].put("9", "Logement de transit")
    library["sheet"].put("7", "Logement pas encore indexé")
    news.tell_of_news.call()
    assert searched == [], "nothing new of that kind can be found yet"
    catch_up()
    assert news.tell_of_news.call() == 1
    assert Notification.objects.get().due_at is None
    client.post(f"{SHELF}{saved.pk}/", {"name": "Sans lettre"})
    assert not Notification.objects.exists(), "who wants to be told no more has nothing waiting"
