"""The site stands after setup, and setup run again spoils nothing."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Page, Revision, Site, Workflow
from wagtail.permissions import policy_registry

from accounts.models import User
from fichesactions.editors import REVIEWERS, WRITERS
from fichesactions.markdown import rich_text
from fichesactions.models import HomePage, SiteDocument, SiteImage, TextPage
from fichesactions.seeding import load_tree
from tests.fichesactions.factories import person
from vocabulary.models import ShippedFile


def test_the_tree_stands_once_however_often_it_is_loaded(home: HomePage) -> None:
    before = Page.objects.count(), Revision.objects.count()
    load_tree()
    assert (Page.objects.count(), Revision.objects.count()) == before
    assert Page.find_problems() == ([], [], [], [], [])
    assert Site.objects.get().root_page_id == home.pk


def test_the_pages_that_the_footer_names_are_there(opening: HomePage) -> None:
    slugs = {
        "aide",
        "charte",
        "kit-animation",
        "glossaire",
        "accessibilite",
        "donnees-personnelles",
        "mentions-legales",
        "qui-finance",
    }
    assert slugs <= set(TextPage.objects.live().values_list("slug", flat=True))


def another_release() -> None:
    """Every text comes otherwise than it was loaded."""
    ShippedFile.objects.update(fingerprint="hier")
    load_tree()


def test_a_text_that_editors_deleted_or_moved_stays_away(home: HomePage) -> None:
    TextPage.objects.get(slug="aide").delete()
    moved = TextPage.objects.get(slug="glossaire")
    moved.slug = "nos-mots"
    moved.save_revision().publish()
    texts = set(TextPage.objects.values_list("slug", flat=True))
    load_tree()
    another_release()
    assert set(TextPage.objects.values_list("slug", flat=True)) == texts
    assert {"aide", "glossaire"}.isdisjoint(texts)


def test_a_text_that_a_release_brings_is_added(home: HomePage) -> None:
    TextPage.objects.get(slug="aide").delete()
    ShippedFile.objects.filter(name="aide.md").delete()
    load_tree()
    assert TextPage.objects.live().filter(slug="aide").exists()


def test_a_text_that_someone_edited_is_left_alone(home: HomePage) -> None:
    editor = User.objects.create_user("redactrice@demo.test")
    page = TextPage.objects.get(slug="aide")
    page.body = "<p>Notre aide à nous.</p>"
    page.save_revision(user=editor).publish()
    another_release()
    assert TextPage.objects.get(slug="aide").body == "<p>Notre aide à nous.</p>"


def test_a_text_that_nobody_edited_is_renewed(home: HomePage) -> None:
    TextPage.objects.filter(slug="aide").update(body="<p>Version d’hier.</p>")
    another_release()
    assert TextPage.objects.get(slug="aide").body != "<p>Version d’hier.</p>"


def test_a_title_that_nobody_edited_is_renewed_too(home: HomePage) -> None:
    TextPage.objects.filter(slug="aide").update(title="Titre d’hier")
    another_release()
    assert TextPage.objects.get(slug="aide").title != "Titre d’hier"


def test_the_levels_of_headings_of_a_text_are_kept(home: HomePage) -> None:
    bodies = " ".join(TextPage.objects.values_list("body", flat=True))
    assert "<h2>" in bodies
    assert rich_text("# un\n\n## deux\n\n### trois", highest=2) == "<h2>un</h2>\n<h2>deux</h2>\n<h3>trois</h3>"


@pytest.mark.parametrize("group", [WRITERS, REVIEWERS])
def test_editors_may_add_and_change_words_and_files(home: HomePage, group: str) -> None:
    editor = person("editrice@demo.test", group)
    for model in ("theme", "audience", "practicetopic", "pathstage", "sector"):
        assert editor.has_perms([f"vocabulary.add_{model}", f"vocabulary.change_{model}"])
        assert not editor.has_perm(f"vocabulary.delete_{model}")
    assert editor.has_perm("territories.change_basin") is (group == REVIEWERS)
    for files in (SiteImage, SiteDocument):
        policy = policy_registry.get_by_type(files)
        assert all(policy.user_has_permission(editor, action) for action in ("add", "change", "choose"))


def test_a_right_taken_away_by_an_administrator_is_not_given_back(home: HomePage) -> None:
    group = Group.objects.get(name=WRITERS)
    group.permissions.remove(Permission.objects.get(codename="change_theme"))
    group.page_permissions.all().delete()
    group.collection_permissions.all().delete()
    load_tree()
    assert not group.permissions.filter(codename="change_theme").exists()
    assert not group.page_permissions.exists()
    assert not group.collection_permissions.exists()


def test_every_page_is_reviewed_by_default(home: HomePage) -> None:
    assert [workflow.name for workflow in Workflow.objects.all()] == ["relecture"]
    assert home.get_workflow() == TextPage.objects.first().get_workflow() == Workflow.objects.get()  # type: ignore[union-attr]
    assert set(Group.objects.values_list("name", flat=True)) == {"Rédaction", "Relecture"}
