"""The first territories are laid from the shipped files, quickly, and never over what people corrected."""

import pytest
from pytest_django import DjangoAssertNumQueries

from territories.models import Basin, GroupKind, Locality, Municipality, Territory
from territories.seeding import load
from vocabulary.models import ShippedFile, Theme
from vocabulary.seeding import load as load_vocabulary

pytestmark = pytest.mark.django_db


def test_wallonia_the_doubs_and_the_charente_have_their_basins_and_places() -> None:
    load()

    assert Basin.objects.filter(territory__slug="wallonie").count() == 9
    assert Municipality.objects.filter(basin__territory__slug="wallonie").count() == 253
    assert Locality.objects.filter(municipality__territory__slug="wallonie").count() == 1566
    doubs, charente = Basin.objects.filter(territory__slug="doubs"), Basin.objects.filter(territory__slug="charente")
    assert list(doubs.values_list("name", flat=True)) == ["Besançon", "Montbéliard", "Pontarlier"]
    assert list(charente.values_list("name", flat=True)) == ["Angoulême", "Cognac"]
    assert Municipality.objects.filter(code__startswith="FR:").count() == 922
    assert Municipality.objects.get(name="Bertogne").successor.name == "Bastogne"
    assert Locality.objects.filter(former=True).count() == 64


def test_each_territory_says_things_its_own_way() -> None:
    load()
    wallonia, doubs = Territory.objects.get(slug="wallonie"), Territory.objects.get(slug="doubs")

    assert wallonia.label("basin") == "bassin EFE"
    assert doubs.label("basin") == "bassin d’emploi"
    assert doubs.label("person") == "personne accompagnée"
    assert Basin.objects.get(slug="namur").full_name == "bassin EFE de Namur"
    assert Basin.objects.get(slug="brabant-wallon").full_name == "bassin EFE du Brabant wallon"
    assert Basin.objects.get(slug="angouleme").full_name == "bassin d’emploi d’Angoulême"
    assert list(wallonia.group_kinds.values_list("label", flat=True)) == [
        "Travailleurs sociaux",
        "Responsables d’entreprises",
        "Personnel encadrant",
    ]
    assert doubs.group_kinds.get(slug="responsables").label == "Responsables de SIAE"
    assert wallonia.leading_body
    assert GroupKind.objects.count() == 9


def test_laying_them_again_reads_only_what_was_laid(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load()

    with django_assert_num_queries(3):
        assert load() is False


def test_a_new_release_adds_what_is_missing_and_keeps_what_people_corrected() -> None:
    load()
    Municipality.objects.filter(code="BE:63079").update(name="Verviers-en-Vesdre")
    Municipality.objects.filter(code="BE:63020").delete()
    Territory.objects.filter(slug="doubs").update(leading_body="Quelqu’un d’autre")
    ShippedFile.objects.update(fingerprint="an older release")

    assert load() is True

    assert Municipality.objects.get(code="BE:63079").name == "Verviers-en-Vesdre"
    assert Municipality.objects.filter(code="BE:63020").exists()
    assert Territory.objects.get(slug="doubs").leading_body == "Quelqu’un d’autre"


def test_what_wallonia_hides_exists_in_the_vocabulary() -> None:
    load()
    load_vocabulary()

    for name in Territory.objects.get(slug="wallonie").hidden_terms:
        vocabulary, slug = name.split(":")
        assert vocabulary in {"theme", "audience"}
        if vocabulary == "theme":
            assert Theme.objects.filter(slug=slug).exists()
