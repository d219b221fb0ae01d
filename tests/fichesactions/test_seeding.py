"""The site stands after setup, and setup run again spoils nothing."""

from django.contrib.auth.models import Group
from wagtail.models import Page, Revision, Site, Workflow

from accounts.models import User
from fichesactions.models import HomePage, TextPage
from fichesactions.seeding import load_tree


def test_the_tree_stands_once_however_often_it_is_loaded(home: HomePage) -> None:
    before = Page.objects.count(), Revision.objects.count()
    load_tree()
    assert (Page.objects.count(), Revision.objects.count()) == before
    assert Page.find_problems() == ([], [], [], [], [])
    assert Site.objects.get().root_page_id == home.pk


def test_the_pages_that_the_footer_names_are_there(home: HomePage) -> None:
    slugs = {"aide", "glossaire", "accessibilite", "donnees-personnelles", "mentions-legales", "qui-finance"}
    assert slugs <= set(TextPage.objects.live().values_list("slug", flat=True))


def test_a_text_that_someone_edited_is_left_alone(home: HomePage) -> None:
    editor = User.objects.create_user("redactrice@demo.test")
    page = TextPage.objects.get(slug="aide")
    page.body = "<p>Notre aide à nous.</p>"
    page.save_revision(user=editor).publish()
    load_tree()
    assert TextPage.objects.get(slug="aide").body == "<p>Notre aide à nous.</p>"


def test_a_text_that_nobody_edited_is_renewed(home: HomePage) -> None:
    TextPage.objects.filter(slug="aide").update(body="<p>Version d’hier.</p>")
    load_tree()
    assert TextPage.objects.get(slug="aide").body != "<p>Version d’hier.</p>"


def test_every_page_is_reviewed_by_default(home: HomePage) -> None:
    assert [workflow.name for workflow in Workflow.objects.all()] == ["Relecture avant publication"]
    assert home.get_workflow() == TextPage.objects.first().get_workflow() == Workflow.objects.get()  # type: ignore[union-attr]
    assert set(Group.objects.values_list("name", flat=True)) == {"Rédaction", "Relecture"}
