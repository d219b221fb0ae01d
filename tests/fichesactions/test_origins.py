"""The structures that pages come from: named by an editor, read from both sides, whatever was merged since."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import Organisation, User
from accounts.structures.deeds import persons_named, themes_of
from accounts.structures.merging import merge, part
from fichesactions.models import ActionSheet, Contributor, HomePage, Origin
from search.models import IndexEntry
from tests.fichesactions.factories import make_page, restrict
from vocabulary.models import Theme


@pytest.fixture
def site(home: HomePage, settings: Settings) -> HomePage:
    """The seeded tree, of which everyone hears what happens."""
    settings.SUBSCRIPTIONS = "config.subscriptions.SUBSCRIPTIONS"
    return home


def structure(name: str, **said: object) -> Organisation:
    slug = name.lower().replace(" ", "-")
    return Organisation.objects.create(name=name, slug=slug, **({"source": "essai", "source_id": slug} | said))


def of(*organisations: Organisation) -> list[Origin]:
    return [Origin(organisation=each) for each in organisations]


def owed(organisation: Organisation) -> int:
    return IndexEntry.objects.get(kind="organisation", key=str(organisation.pk)).version


@pytest.mark.usefixtures("site")
def test_a_sheet_and_the_structure_it_comes_from_lead_to_each_other(client: Client) -> None:
    cpas, ours = structure("CPAS de Dison"), structure("Atelier discret", source="", source_id=None)
    page = make_page("Le camion", origins=of(cpas, ours), contributors=[Contributor(name="Nadia Colson")])
    closed = make_page("Réservée", origins=of(cpas))
    restrict(closed)
    read = client.get(page.url).content.decode()
    assert '<a href="/annuaire/structures/cpas-de-dison/">CPAS de Dison</a>' in read
    assert "Atelier discret" not in read, "what members entered is for members"
    there = client.get(cpas.get_absolute_url()).content.decode()
    assert "Ses fiches et pratiques" in there
    assert page.url in there
    assert "Réservée" not in there
    assert "Nadia Colson" in persons_named(cpas.pk)
    client.force_login(User.objects.create_user("membre@cpas.test", "x"))
    assert "Atelier discret" in client.get(page.url).content.decode()
    assert page.url in client.get(ours.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("site")
def test_a_structure_is_found_by_the_themes_of_its_pages_as_long_as_they_are_out() -> None:
    mobility = Theme.objects.create(slug="mobilite", label="Mobilité")
    permit = Theme.objects.create(slug="mobilite--permis", label="Permis", parent=mobility)
    cpas = structure("CPAS de Dison")
    page = make_page("Le camion", origins=of(cpas), themes=[permit])
    assert themes_of([cpas.pk]) == {cpas.pk: ("mobilite", "mobilite--permis")}
    before = owed(cpas)
    page.unpublish()
    assert themes_of([cpas.pk]) == {}
    assert owed(cpas) > before, "and is indexed anew"
    before = owed(cpas)
    page.origins = []
    page.save_revision().publish()
    assert owed(cpas) > before, "when it is named no more, too"


@pytest.mark.usefixtures("site")
def test_a_merged_structure_is_read_as_the_one_that_took_it_until_they_are_parted(client: Client) -> None:
    kept, gone = structure("CPAS de Dison"), structure("Le CPAS de Dison")
    page: ActionSheet = make_page("Le camion", origins=of(gone, kept))
    merger = merge(merged=gone, kept=kept, by=User.objects.create_superuser("chef@exemple.test", "x"))
    read = client.get(page.url).content.decode()
    assert read.count("/annuaire/structures/cpas-de-dison/") == 1, "once, under the name that stands"
    assert "Le CPAS de Dison" not in read
    assert page.url in client.get(kept.get_absolute_url()).content.decode()
    page.save_revision().publish()
    assert "Le CPAS" not in client.get(page.url).content.decode(), "nor by an older draft"
    part(merger=merger)
    assert "Le CPAS de Dison</a>" in client.get(page.url).content.decode()
    assert page.url in client.get(gone.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("site")
def test_an_editor_finds_a_structure_by_any_words_of_its_name_or_place(client: Client) -> None:
    client.force_login(User.objects.create_superuser("chef@exemple.test", "x"))
    kept = structure("Éco-Vie de Dison", city="Dison")
    structure("Atelier")
    structure("Eco-Vie ancienne", merged_into=kept)
    screen = "/admin/snippets/choose/accounts/organisation/"
    page = client.get(screen).json()["html"]
    assert "Nom ou localité" in page
    found = client.get(f"{screen}results/?q=VIE+eco").content.decode()
    assert "Éco-Vie de Dison" in found
    assert "Atelier" not in found
    assert "ancienne" not in found
    assert "Éco-Vie" in client.get(f"{screen}results/?q=dison").content.decode()
