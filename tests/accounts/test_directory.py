"""The directory: people by name, trade, place, theme, language and what they can help with, at a flat cost."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Profile, Shown, User, profile_of
from search.indexing import catch_up
from tests.territories.factories import BasinFactory, MunicipalityFactory
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def somebody(first: str, last: str, **said: object) -> Profile:
    user = User.objects.create(email=f"{User.objects.count()}@exemple.test", first_name=first, last_name=last)
    profile = profile_of(user)
    for name, value in said.items():
        setattr(profile, name, value)
    profile.save()
    return profile


@pytest.fixture
def member(db: None, client: Client) -> Client:
    client.force_login(User.objects.create_user("membre@exemple.test", "x"))
    return client


def found(client: Client, query: str) -> list[str]:
    return [card.title for card in client.get(f"/annuaire/?{query}").context["listing"].cards]


def test_people_are_found_by_what_they_say_of_themselves(member: Client) -> None:
    verviers = BasinFactory(name="Verviers")
    MunicipalityFactory(name="Verviers", postcode="4800", basin=verviers, latitude=50.6, longitude=5.86)
    theme = Theme.objects.create(label="Logement", slug="logement")
    helene = somebody(
        "Hélène", "Dupont-Lefèvre", trade="assistante sociale", basin=verviers, languages=["fr", "ar"],
        helps_with="Négocier avec un propriétaire", welcomes_visits=True,
    )  # fmt: skip
    helene.themes.add(theme)
    somebody("Marc", "Dupont", trade="menuisier", languages=["fr", "nl"])
    catch_up()
    helene_alone = ["Hélène Dupont-Lefèvre"]
    for query in (
        "q=lefevre+helene", "q=HELENE", "q=dupontlefevre", "q=h+dup", "q=propriétaire", "q=assistantes+sociales",
        "langue=ar", "visites=oui", "theme=logement", f"bassin={verviers.slug}", "lieu=4800&rayon=10", "q=arabe",
    ):  # fmt: skip
        assert found(member, query) == helene_alone, query
    assert set(found(member, "q=dupont")) == {"Hélène Dupont-Lefèvre", "Marc Dupont"}
    suggested = member.get("/api/v1/suggest?q=le+hel").json()["suggestions"]
    assert suggested == [{"kind": "person", "title": "Hélène Dupont-Lefèvre", "url": helene.get_absolute_url()}]
    verviers.name = "Vesdre"
    verviers.save()


def test_two_people_of_the_same_name_are_two(member: Client) -> None:
    one, other = somebody("Luc", "Fagnoul", trade="cuisinier"), somebody("Luc", "Fagnoul", trade="maçon")
    catch_up()
    assert found(member, "q=luc+fagnoul") == ["Luc Fagnoul"] * 2
    pages = [member.get(each.get_absolute_url()).content.decode() for each in (one, other)]
    assert ["cuisinier" in page for page in pages] == [True, False]


def test_an_empty_directory_says_what_to_do(member: Client) -> None:
    assert "L’annuaire est encore vide" in Client().get("/annuaire/").content.decode()
    assert "Compléter mon profil" in member.get("/annuaire/").content.decode()
    assert "Personne ne répond à tout cela" in member.get("/annuaire/?q=introuvable").content.decode()
    hidden = somebody("Nadia", "Cachée", name_shown=Shown.NOBODY)
    catch_up()
    assert found(member, "q=nadia") == []
    assert member.get(hidden.get_absolute_url()).status_code == 404


def test_who_leaves_is_no_longer_found_and_a_word_renamed_is_found_anew(
    member: Client, work: Callable[[], int]
) -> None:
    theme = Theme.objects.create(label="Vélos", slug="velos")
    gone, stays = somebody("Ida", "Partie"), somebody("Rosa", "Reste")
    stays.themes.add(theme)
    work()
    assert found(member, "q=ida+partie") == ["Ida Partie"]
    gone.user.is_active = False
    gone.user.save()
    theme.label = "Bicyclettes"
    theme.save()
    assert found(member, "q=ida+partie") == [], "closed before the index has heard of it"
    work()
    assert found(member, "q=ida+partie") == []
    assert found(member, "q=bicyclettes") == ["Rosa Reste"]


def test_a_page_of_twenty_costs_the_database_what_a_page_of_five_does(member: Client) -> None:
    basin, theme = BasinFactory(), Theme.objects.create(label="Essai", slug="essai")
    measured = []
    for number in (5, 20):
        for each in range(number):
            somebody("Anne", f"Numéro {number} {each}", basin=basin).themes.add(theme)
        catch_up()
        costs = []
        for address in ("/annuaire/?q=anne", "/api/v1/suggest?q=anne", f"/annuaire/?bassin={basin.slug}"):
            member.get(address)
            with CaptureQueriesContext(connection) as queries:
                member.get(address)
            costs.append(len(queries))
        measured.append(costs)
    assert measured[0] == measured[1]
    assert max(measured[1]) <= 14
