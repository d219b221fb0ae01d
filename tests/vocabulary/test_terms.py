"""Terms keep their slug for life, and stay as long as something carries them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from offers.models import Offer
from territories.terms import terms_for
from tests.territories.factories import TerritoryFactory
from tests.vocabulary.factories import PracticeTopicFactory, ThemeFactory
from vocabulary.models import PracticeTopic, TermInUseError, Theme

pytestmark = pytest.mark.django_db


def test_a_new_term_gets_a_slug_and_keeps_it_when_renamed() -> None:
    topic = PracticeTopic.objects.create(label="Relation d’accompagnement")
    assert topic.slug == "relation-daccompagnement"

    topic.label = "Autre chose"
    topic.save()

    assert PracticeTopic.objects.get().slug == "relation-daccompagnement"


def test_two_terms_of_the_same_label_get_two_slugs() -> None:
    slugs = [PracticeTopic.objects.create(label="Mobilité").slug for _ in range(3)]

    assert slugs == ["mobilite", "mobilite-2", "mobilite-3"]


def test_a_term_without_letters_still_gets_a_slug() -> None:
    assert PracticeTopic.objects.create(label="…").slug == "terme"


def test_a_theme_that_has_children_cannot_be_deleted_and_says_why() -> None:
    parent = ThemeFactory(label="Mobilité")
    ThemeFactory(parent=parent)

    with pytest.raises(TermInUseError, match=r"« Mobilité » ne peut pas être supprimé.*1 thèmes"):
        parent.delete()
    with pytest.raises(TermInUseError):
        Theme.objects.filter(pk=parent.pk).delete()

    assert Theme.objects.count() == 2


def test_a_theme_that_a_service_carries_cannot_be_deleted() -> None:
    theme = ThemeFactory(label="Garde d’enfants")
    offer = Offer.objects.create(
        name="Halte-garderie", slug="halte-garderie", audiences_known=False, updated_on=date(2026, 9, 1)
    )
    offer.themes.add(theme)

    with pytest.raises(TermInUseError, match="1 services"):
        theme.delete()


def test_a_term_that_nothing_carries_can_be_deleted_alone_or_with_others() -> None:
    ThemeFactory().delete()
    ThemeFactory.create_batch(2)
    Theme.objects.all().delete()

    assert not Theme.objects.exists()


def test_the_tree_is_read_in_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for parent in ThemeFactory.create_batch(3):
        ThemeFactory.create_batch(2, parent=parent)

    with django_assert_num_queries(2):
        tree = [(theme.label, [child.label for child in theme.children.all()]) for theme in Theme.objects.tree()]

    assert [len(children) for _, children in tree] == [2, 2, 2]


def test_themes_stand_on_two_levels_only() -> None:
    parent = ThemeFactory()
    child = ThemeFactory(parent=parent)

    for theme in (Theme(label="Trop bas", parent=child), parent):
        theme.parent = child
        with pytest.raises(ValidationError, match="deux niveaux"):
            theme.full_clean()


def test_a_territory_hides_a_term_and_what_hangs_from_it() -> None:
    hidden, shown = ThemeFactory(label="Caché"), ThemeFactory(label="Montré")
    ThemeFactory(label="Dessous", parent=hidden)
    topic = PracticeTopicFactory()
    territory = TerritoryFactory(hidden_terms=[f"theme:{hidden.slug}", f"theme:{topic.slug}"])

    assert list(terms_for(territory, Theme)) == [shown]
    assert list(terms_for(territory, PracticeTopic)) == [topic]
    assert terms_for(None, Theme).count() == 3


def test_a_hidden_theme_is_missing_from_the_tree_too() -> None:
    parent = ThemeFactory()
    seen, hidden = ThemeFactory(parent=parent), ThemeFactory(parent=parent)

    tree = Theme.objects.shown([f"theme:{hidden.slug}"]).tree()

    assert [list(theme.children.all()) for theme in tree] == [[seen]]
