"""The doors of places: what everyone reads there, and what only those who keep them do."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from fichesactions.seeding import load_tree
from outbox.generation import generation
from territories.models import Basin, Initiative, KeyFigure, Municipality, Part, Role, StateOfPlay, Territory
from tests.fichesactions.factories import make_page
from tests.territories.factories import BasinFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
DOOR = "/territoires/wallonie/verviers/"


@pytest.fixture
def verviers() -> Basin:
    land = Territory.objects.create(slug="wallonie", name="Wallonie", country="BE", leading_body="Le Réseau")
    basin: Basin = BasinFactory(slug="verviers", name="Verviers", territory=land)
    for number, name in enumerate(("Verviers", "Herve", "Malmedy", "Spa")):
        MunicipalityFactory(
            basin=basin, name=name, code=f"BE:6300{number}", postcode=str(4800 + number),
            population=5000 * (4 - number),
            latitude=50.4 + number / 10, longitude=5.8 + number % 2 / 10,
        )  # fmt: skip
    return basin


@pytest.fixture
def facilitator(verviers: Basin) -> User:
    user = User.objects.create_user("sonia@demo.test", "x", first_name="Sonia")
    Role.objects.create(user=user, part=Part.FACILITATOR, basin=verviers)
    return user


@pytest.fixture
def read(client: Client) -> Callable[[str], str]:
    return lambda path: client.get(path).content.decode()


def status(client: Client, path: str) -> int:
    """A file that is served is read to its end, and so closed."""
    answer = client.get(path)
    assert not answer.streaming or b"secret" in answer.getvalue()
    return answer.status_code


def an_edition(basin: Basin, day: date, *, published: bool = True, **said: str) -> StateOfPlay:
    return StateOfPlay.objects.create(basin=basin, dated=day, published=published, **said)


@pytest.mark.usefixtures("verviers")
def test_a_basin_without_anything_still_has_a_door(read: Callable[[str], str]) -> None:
    told = read(DOOR)
    assert "4 communes, 50 000 habitants. Les plus peuplées\u00a0: Verviers, Herve et Malmedy." in told.replace(
        "\u202f", " "
    )
    assert "Personne n’a encore écrit l’état des lieux d’ici" in told
    assert told.count("<title>Spa</title>") == 1, "one cell per municipality"
    assert "Le Réseau" in told
    assert 'href="tel:107"' in told
    assert "Vous animez ce lieu" not in told
    assert 'href="/territoires/wallonie/verviers/"' in read("/territoires/")
    assert "Verviers" in read("/territoires/wallonie/")


def test_a_territory_without_basins_and_a_basin_without_municipalities_are_shown(read: Callable[[str], str]) -> None:
    Basin.objects.create(
        territory=Territory.objects.create(slug="vide", name="Vide", country="FR"), slug="rien", name="Rien"
    )
    assert "Aucune commune n’y est encore rattachée" in read("/territoires/vide/rien/")
    assert "Aucun bassin" not in read("/territoires/vide/")
    assert (
        "<path"
        not in read("/territoires/vide/").partition("<main")[2].partition('class="plots"')[0].split("bassins")[0]
    )


def test_an_address_that_mixes_two_lands_leads_nowhere(verviers: Basin, client: Client) -> None:
    Territory.objects.create(slug="doubs", name="Doubs", country="FR")
    for path in (
        "/territoires/doubs/verviers/",
        "/territoires/wallonie/nulle-part/",
        f"{DOOR}etat-des-lieux/2026-09-15/",
        f"{DOOR}etat-des-lieux/hier/",
    ):
        assert client.get(path).status_code == 404


def test_a_draft_is_for_those_who_keep_the_place(
    verviers: Basin, facilitator: User, client: Client, read: Callable[[str], str]
) -> None:
    state = an_edition(verviers, date(2026, 9, 15), published=False, summary="Un mot secret.")
    state.report.save("rapport.pdf", SimpleUploadedFile("rapport.pdf", b"%PDF-1.4 secret"))
    closed = (state.get_absolute_url(), f"/territoires/etats-des-lieux/{state.pk}/rapport/")
    assert "secret" not in read(DOOR)
    assert [status(client, path) for path in closed] == [404, 404]
    elsewhere = User.objects.create_user("ailleurs@demo.test", "x")
    Role.objects.create(user=elsewhere, part=Part.FACILITATOR, basin=BasinFactory(slug="liege", name="Liège"))
    Role.objects.create(user=elsewhere, part=Part.EDITOR, basin=verviers)
    client.force_login(elsewhere)
    assert [status(client, path) for path in closed] == [404, 404]
    kept = (f"{DOOR}contacts/", f"{DOOR}nouvel-etat-des-lieux/", f"/territoires/etats-des-lieux/{state.pk}/")
    assert [status(client, path) for path in kept] == [404, 404, 404]
    client.force_login(facilitator)
    assert "secret" in read(DOOR)
    assert "Brouillon" in read(DOOR)
    assert [status(client, path) for path in (*closed, *kept)] == [200] * 5
    answer = client.get(closed[1])
    assert b"secret" in answer.getvalue()
    assert answer["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    StateOfPlay.objects.update(published=True)
    client.logout()
    assert "secret" in read(DOOR)
    assert status(client, closed[1]) == 200


def test_two_editions_are_compared_figure_by_figure(verviers: Basin, read: Callable[[str], str]) -> None:
    old = an_edition(verviers, date(2025, 3, 1), lacks="Des bus\nDes crèches")
    new = an_edition(verviers, date(2026, 9, 15), lacks="- Des crèches\n- Des médecins")
    for state, figures in (
        (old, (("Demandeurs d’emploi", "12 310", ""), ("Sans voiture", "41", "%"), ("Places", "18", "places"))),
        (new, (("demandeurs d'emploi", "11\u202f840", ""), ("Sans voiture", "38,5", "%"), ("Lits", "1 sur 4", ""))),
    ):
        for label, value, unit in figures:
            KeyFigure.objects.create(state=state, label=label, value=value, unit=unit, source="Forem", as_of="2026")
    told = read(f"{new.get_absolute_url()}?comparer=2025-03-01")
    assert [
        word in told for word in ("470 de moins", "2,5 points de moins", "nouveau chiffre", "n’est plus suivi")
    ] == [True] * 4
    assert told == read(f"{new.get_absolute_url()}?comparer=2025-03-01")
    assert told.index("Des médecins") < told.index("Dit les deux fois") < told.index("Des bus")
    assert "Comparer avec mars 2025" in read(DOOR)


def test_a_facilitator_writes_an_edition_from_the_last_one(
    verviers: Basin, facilitator: User, client: Client, read: Callable[[str], str]
) -> None:
    last = an_edition(verviers, date(2025, 3, 1))
    KeyFigure.objects.create(state=last, label="Sans voiture", value="41", unit="%", source="Iweps", as_of="2024")
    client.force_login(facilitator)
    assert 'value="Sans voiture"' in read(f"{DOOR}nouvel-etat-des-lieux/")
    form = {
        "dated": "2026-09-15", "author": "Sonia", "summary": "", "strengths": "Les gens\n<script>", "lacks": "",
        "text": "**Fort** <img onerror=x>",
        "published": "on", "chiffres-TOTAL_FORMS": "2", "chiffres-INITIAL_FORMS": "0", "initiatives-TOTAL_FORMS": "0",
        "initiatives-INITIAL_FORMS": "0", "chiffres-0-label": "Sans voiture", "chiffres-0-value": "41",
        "chiffres-0-unit": "%",
        "chiffres-0-source": "Iweps", "chiffres-0-as_of": "2024", "chiffres-1-label": "", "chiffres-1-value": "",
    }  # fmt: skip
    before = generation()
    too_long = client.post(f"{DOOR}nouvel-etat-des-lieux/", form | {"chiffres-0-value": "9" * 200})
    assert "au plus 40 caractères" in too_long.content.decode()
    assert StateOfPlay.objects.count() == 1
    assert client.post(f"{DOOR}nouvel-etat-des-lieux/", form).status_code == 302
    assert generation() > before
    written = StateOfPlay.objects.latest("dated")
    assert [figure.said for figure in written.figures.all()] == ["41\u00a0%"], "carried over, though nobody touched it"
    client.logout()
    told = read(written.get_absolute_url())
    assert "<strong>Fort</strong>" in told
    assert "<img onerror" not in told
    assert "<script>\n" not in told
    client.force_login(facilitator)
    twice = client.post(f"{DOOR}nouvel-etat-des-lieux/", form).content.decode()
    assert "Il y a déjà une édition à cette date" in twice


def test_of_two_who_change_an_edition_neither_text_is_lost(verviers: Basin, facilitator: User, client: Client) -> None:
    state = an_edition(verviers, date(2026, 9, 15), summary="Avant")
    client.force_login(facilitator)
    address = f"/territoires/etats-des-lieux/{state.pk}/"
    seen = re.findall(r'name="version" value="(\w+)"', client.get(address).content.decode())
    empty = {f"{name}-{which}_FORMS": "0" for name in ("chiffres", "initiatives") for which in ("TOTAL", "INITIAL")}
    form = {"dated": "2026-09-15", "author": "Sonia", "published": "on", "version": seen[0]} | empty
    assert client.post(address, form | {"summary": "Mon texte"}).status_code == 302
    late = client.post(address, form | {"summary": "Le texte de Claire"})
    told = late.content.decode()
    assert late.status_code == 409
    assert StateOfPlay.objects.get().summary == "Mon texte"
    assert ("Mon texte" in told, "Le texte de Claire" in told) == (True, True)
    again = re.findall(r'name="version" value="(\w+)"', told)
    assert client.post(address, form | {"summary": "Les deux", "version": again[0]}).status_code == 302
    assert StateOfPlay.objects.get().summary == "Les deux"


def test_a_pinned_page_shows_with_its_reason_to_those_who_may_see_it(
    verviers: Basin, facilitator: User, client: Client, read: Callable[[str], str]
) -> None:
    load_tree()
    state = an_edition(verviers, date(2026, 9, 15))
    page = make_page("Une crèche ouvre à cinq heures")
    address = f"/territoires/retenir/?sur=sheet:{page.pk}"
    client.force_login(facilitator)
    assert "Retenir pour mon bassin" in read(page.get_url())
    reason = {"state": state.pk, "reason": "Parce que deux communes la veulent."}
    assert client.post(address, reason).status_code == 302
    assert "déjà retenue" in client.post(address, reason).content.decode()
    assert client.get("/territoires/retenir/?sur=organisation:1").status_code == 404
    client.logout()
    assert client.get(address).status_code == 302
    assert "Parce que deux communes la veulent." in read(DOOR)
    page.unpublish()
    told = read(DOOR)
    assert "Parce que deux communes" not in told
    assert "crèche ouvre" not in told
    assert Initiative.objects.count() == 1


@pytest.mark.usefixtures("verviers")
def test_a_door_asks_the_database_the_same_whatever_lies_behind(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(DOOR)
    with django_assert_max_num_queries(22):
        client.get(DOOR)
    Municipality.objects.bulk_create(
        Municipality(
            code=f"FR:9{n:04}", name=f"Village {n}", postcode="25000", basin=Basin.objects.get(),
            latitude=47.0 + n % 6 / 50,
            longitude=6.0 + n % 7 / 50, territory=Territory.objects.get(),
        )
        for n in range(300)
    )  # fmt: skip
    with django_assert_max_num_queries(22):
        told = client.get(DOOR).content
    assert len(told) < 60_000
    assert told.count(b"<path d=") == 304
