"""Territories in the admin: found by search, corrected by those who may, kept while something stands on them."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from territories.forms import TerritoryForm, WordsField
from territories.models import Basin, Municipality, Territory
from territories.templatetags.territories import says
from tests.territories.factories import BasinFactory, LocalityFactory, MunicipalityFactory, TerritoryFactory
from tests.vocabulary.factories import ThemeFactory
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("admin@example.org", "a long password"))
    return client


def url(model: type, view: str, *args: object) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def test_municipalities_are_found_without_accents(admin: Client) -> None:
    MunicipalityFactory(name="Besançon")
    MunicipalityFactory(name="Namur")

    page = admin.get(url(Municipality, "list"), {"q": "besancon"}).content.decode()

    assert "Besançon" in page
    assert "Namur" not in page


def test_forms_of_the_admin_open(admin: Client) -> None:
    locality = LocalityFactory()
    basin, territory = locality.municipality.basin, locality.municipality.basin.territory

    for thing in (locality.municipality, basin, territory, ThemeFactory()):
        assert admin.get(url(type(thing), "edit", thing.pk)).status_code == 200
        assert admin.get(url(type(thing), "list")).status_code == 200


def test_someone_without_permission_is_kept_out(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user("x@example.org", "a long password"))

    assert client.get(url(Territory, "list")).status_code in {302, 403}


def test_a_territory_that_holds_basins_is_kept_with_a_sentence(admin: Client) -> None:
    territory = BasinFactory(territory__name="Wallonie").territory

    page = admin.post(url(Territory, "delete", territory.pk), follow=True).content.decode()

    assert Territory.objects.filter(pk=territory.pk).exists()
    assert "« Wallonie » ne peut pas être supprimé : il porte encore des bassins." in page


def test_an_empty_basin_can_be_deleted(admin: Client) -> None:
    basin = BasinFactory()

    admin.post(url(Basin, "delete", basin.pk))

    assert not Basin.objects.exists()


def test_a_term_in_use_is_kept_with_a_sentence(admin: Client) -> None:
    parent = ThemeFactory(label="Mobilité")
    ThemeFactory(parent=parent)

    page = admin.post(url(Theme, "delete", parent.pk), follow=True).content.decode()

    assert "« Mobilité » ne peut pas être supprimé" in page
    assert Theme.objects.count() == 2


def test_the_menu_names_both_groups_in_french(admin: Client) -> None:
    page = admin.get(reverse("wagtailadmin_home")).content.decode()

    assert "Vocabulaire" in page
    assert "Territoires" in page


def test_a_territory_s_words_are_written_one_a_line() -> None:
    field = WordsField(required=False)

    assert field.clean("basin = bassin EFE\n\nbasins=bassins EFE") == {"basin": "bassin EFE", "basins": "bassins EFE"}
    assert field.prepare_value({"basin": "bassin EFE"}) == "basin = bassin EFE"
    assert field.clean("") == {}


@pytest.mark.parametrize(
    ("text", "reason"), [("basin", "de la forme"), ("basin =", "de la forme"), ("x = y", "pas un mot")]
)
def test_a_word_that_nobody_says_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        WordsField(required=False).clean(text)


def test_terms_to_hide_are_chosen_among_those_that_exist() -> None:
    theme = ThemeFactory()
    field = TerritoryForm.base_fields["hidden_terms"]

    groups = dict(field.choices)
    assert (f"theme:{theme.slug}", theme.label) in groups["Thèmes"]


def test_templates_say_the_territory_s_word_or_everyone_s() -> None:
    assert says(TerritoryFactory(labels={"basin": "bassin EFE"}), "basin") == "bassin EFE"
    assert says(None, "basin") == "bassin"
