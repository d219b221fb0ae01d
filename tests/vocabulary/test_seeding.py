"""The vocabularies are those of data·inclusion and of the founding texts; once laid, they belong to the editors."""

import pytest
from data_inclusion.schema import v1
from pytest_django import DjangoAssertNumQueries

from vocabulary.models import Audience, PathStage, PracticeTopic, Sector, ShippedFile, Theme, ThemeMark
from vocabulary.seeding import load

pytestmark = pytest.mark.django_db


def test_themes_and_audiences_are_exactly_those_of_data_inclusion() -> None:
    load()

    categories = set(Theme.objects.filter(parent=None).values_list("slug", flat=True))
    themes = set(Theme.objects.filter(parent__isnull=False).values_list("slug", flat=True))
    assert categories == {category.value for category in v1.Categorie}
    assert themes == {theme.value for theme in v1.Thematique}
    assert (len(categories), len(themes)) == (16, 69)
    assert set(Audience.objects.values_list("slug", flat=True)) == {public.value for public in v1.Public}
    assert Audience.objects.count() == 14


def test_labels_are_data_inclusion_s_own_in_print_typography() -> None:
    load()

    labels = dict(Theme.objects.values_list("slug", "label"))
    for term in (*v1.Categorie, *v1.Thematique):
        assert labels[term.value] == term.label.replace("'", "’")


def test_each_theme_hangs_from_its_category_and_each_category_has_a_mark() -> None:
    load()

    for theme in Theme.objects.filter(parent__isnull=False).select_related("parent"):
        assert theme.slug.startswith(f"{theme.parent.slug}--")
        assert theme.family_mark in ThemeMark.values
    used = set(Theme.objects.filter(parent=None).values_list("mark", flat=True))
    assert used == set(ThemeMark.values)


def test_topics_stages_and_sectors_are_there_from_the_first_day() -> None:
    load()

    assert PracticeTopic.objects.count() == 12
    assert list(PathStage.objects.values_list("slug", flat=True)) == ["entree", "suivi", "en-emploi", "maintien"]
    assert Sector.objects.filter(slug__in=["batiment", "espaces-verts", "numerique"]).count() == 3


def test_loading_again_costs_next_to_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load()

    with django_assert_num_queries(3):  # A savepoint, one read, its release.
        assert load() is False


def test_an_editor_s_label_and_order_outlive_a_new_release() -> None:
    load()
    Theme.objects.filter(slug="mobilite").update(label="Se déplacer", position=77)
    Sector.objects.get(slug="commerce").delete()
    Sector.objects.create(label="Horlogerie")

    assert load() is False
    assert not Sector.objects.filter(slug="commerce").exists()
    ShippedFile.objects.update(fingerprint="an older release")
    assert load() is True

    mobility = Theme.objects.get(slug="mobilite")
    assert (mobility.label, mobility.position) == ("Se déplacer", 77)
    assert Sector.objects.filter(slug__in=["commerce", "horlogerie"]).count() == 2
