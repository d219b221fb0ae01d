"""The marks of themes beside the things of a list."""

import pytest
from pytest_django import DjangoAssertNumQueries

from cards.kinds import Mark
from fichesactions.models import KnowledgePage
from fichesactions.seeding import load_tree
from tests.fichesactions.factories import make_page
from tests.vocabulary.factories import ThemeFactory
from vocabulary.marks import marks_by_thing

pytestmark = pytest.mark.django_db
FILED = KnowledgePage.themes.through


def test_a_thing_has_the_first_categories_of_its_themes_each_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load_tree()
    work, home, care = (
        ThemeFactory(label=label, mark=mark, position=position)
        for label, mark, position in (("Emploi", "work", 3), ("Logement", "housing", 1), ("Santé", "health", 2))
    )
    finer = [ThemeFactory(label=label, parent=work, position=0) for label in ("Stage", "Contrat")]
    one = make_page("Une", themes=[*finer, care, home])
    other = make_page("Autre", themes=finer)
    bare = make_page("Sans thème", themes=[])
    with django_assert_num_queries(1):
        marks = marks_by_thing(FILED, "knowledgepage", [bare.pk, other.pk, one.pk])
    assert marks == {
        one.pk: (Mark("housing", "Logement"), Mark("health", "Santé")),
        other.pk: (Mark("work", "Emploi"),),
    }
    with django_assert_num_queries(0):
        assert marks_by_thing(FILED, "knowledgepage", []) == {}
