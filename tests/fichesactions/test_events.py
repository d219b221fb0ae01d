"""Whatever changes what can be found of a page is told, with the change or not at all."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings
from taggit.models import Tag
from wagtail.models import Page, Revision

from accounts.models import User
from fichesactions.models import HomePage, KnowledgePage
from fichesactions.tasks import publish_scheduled, tell_of_words
from outbox.transactions import one_change, one_transaction
from tests.fichesactions.factories import heard, make_folder, make_page, moment, refs_heard, restrict, shelf
from tests.territories.factories import BasinFactory
from vocabulary.models import Theme


def test_publishing_retiring_and_deleting_are_told(home: HomePage) -> None:
    page = make_page("Une fiche")
    for change in (page.get_latest_revision().publish, page.unpublish, page.get_latest_revision().publish):
        heard.clear()
        change()
        assert refs_heard() == {page.ref}
    heard.clear()
    Page.objects.get(pk=page.pk).delete()
    assert refs_heard() == {page.ref}


def test_a_draft_is_nobodys_news(home: HomePage) -> None:
    make_page("Brouillon", live=False).save_revision()
    assert heard == []


@pytest.mark.parametrize("change", ["slug", "move", "restrict", "lift", "groups", "delete"])
def test_what_changes_a_branch_is_told_of_all_below(home: HomePage, change: str) -> None:
    folder = make_folder("Dossier")
    pages = [make_page(f"Fiche {n}", parent=folder) for n in range(2)]
    restriction = restrict(folder) if change in {"lift", "groups"} else None
    folder.refresh_from_db()
    heard.clear()
    if change == "slug":
        folder.slug = "autre-nom"
        folder.save_revision().publish()
    elif change == "move":
        folder.move(make_folder("Ailleurs"), pos="last-child")
    elif change == "restrict":
        restrict(folder)
    elif change == "lift" and restriction:
        restriction.delete()
    elif change == "groups" and restriction:
        restriction.groups.add(Group.objects.get(name="Relecture"))
    else:
        Page.objects.get(pk=folder.pk).delete()
    assert refs_heard() == {page.ref for page in pages}


def test_words_that_read_otherwise_are_told_of_their_pages(home: HomePage) -> None:
    theme = Theme.objects.create(slug="mobilite", label="Mobilité")
    finer = Theme.objects.create(slug="mobilite--permis", label="Permis", parent=theme)
    basin = BasinFactory(slug="bassin-essai")
    pages = [
        make_page("Une fiche", themes=[theme]),
        make_page("Deux", themes=[finer]),
        make_page("Trois", basins=[basin]),
    ]
    make_page("Une autre")
    heard.clear()
    assert tell_of_words.call(refs=[list(theme.ref)]) == 2
    assert refs_heard() == {page.ref for page in pages[:2]}
    heard.clear()
    assert tell_of_words.call(refs=[list(basin.ref), ["municipality", "BE:63079"]]) == 1
    assert refs_heard() == {pages[2].ref}
    heard.clear()
    assert tell_of_words.call(refs=[["municipality", "BE:63079"]]) == 0


def test_a_tag_renamed_and_a_basin_deleted_are_told_of_their_pages(home: HomePage) -> None:
    basin = BasinFactory(slug="bassin-essai")
    page, tagged = make_page("Une fiche", basins=[basin]), make_page("Deux")
    tagged.tags.add("bus")
    tagged.save()
    heard.clear()
    tag = Tag.objects.get(name="bus")
    tag.save()
    assert heard == []
    tag.name = "autobus"
    tag.save()
    assert refs_heard() == {tagged.ref}
    heard.clear()
    basin.delete()
    assert page.ref in refs_heard()


def test_many_changes_in_one_piece_of_work_are_one_event(home: HomePage) -> None:
    pages = [make_page(f"Fiche {n}") for n in range(3)]
    heard.clear()
    with one_change():
        for page in pages:
            page.unpublish()
    assert [set(event.refs) for event in heard] == [{page.ref for page in pages}]


def test_a_branch_deleted_in_the_admin_is_one_event(home: HomePage, client: Client) -> None:
    folder = make_folder("Dossier")
    pages = [make_page(f"Fiche {n}", parent=folder) for n in range(3)]
    client.force_login(User.objects.create_superuser("admin@demo.test", "un mot de passe sûr"))
    heard.clear()
    client.post(reverse("wagtailadmin_pages:delete", args=[folder.pk]))
    assert not KnowledgePage.objects.exists()
    assert [set(event.refs) for event in heard] == [{page.ref for page in pages}]


def test_what_was_undone_is_not_told(home: HomePage) -> None:
    page = make_page("Une fiche")
    heard.clear()
    with one_change():
        page.unpublish()
        transaction.set_rollback(True)
    assert heard == []


def test_a_change_that_cannot_be_told_does_not_happen(home: HomePage, settings: Settings) -> None:
    page = make_page("Une fiche")
    settings.SUBSCRIPTIONS = "tests.fichesactions.factories.REFUSING"
    with pytest.raises(ConnectionError), one_change():
        page.unpublish()
    assert KnowledgePage.objects.get(pk=page.pk).live


def test_a_scheduled_page_goes_out_and_comes_back_with_its_events(
    home: HomePage, now_is: Callable[[str], None]
) -> None:
    now_is("2030-01-01T08:00")
    hours = {"go_live_at": moment("2030-01-10T08:00"), "expire_at": moment("2030-02-01T08:00")}
    page = make_page("Programmée", live=False, **hours)
    page.get_latest_revision().publish()
    assert not KnowledgePage.objects.get(pk=page.pk).live
    now_is("2030-01-10T08:01")
    heard.clear()
    assert publish_scheduled.call() == 1
    assert KnowledgePage.objects.get(pk=page.pk).live
    assert refs_heard() == {page.ref}
    now_is("2030-02-01T08:01")
    heard.clear()
    assert publish_scheduled.call() == 1
    assert not KnowledgePage.objects.get(pk=page.pk).live
    assert refs_heard() == {page.ref}


def test_a_scheduled_page_that_fails_leaves_the_others_their_turn(
    home: HomePage, now_is: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    now_is("2030-01-01T08:00")
    when = moment("2030-01-10T08:00")
    pages = [make_page(f"Fiche {n}", live=False, go_live_at=when) for n in range(2)]
    for page in pages:
        page.get_latest_revision().publish()
    plain = Revision.publish

    def publish(self: Revision, *args: object, **kwargs: object) -> None:
        if self.object_id == str(pages[0].pk):
            raise RuntimeError("page abîmée")
        plain(self, *args, **kwargs)

    monkeypatch.setattr(Revision, "publish", publish)
    now_is("2030-01-10T08:01")
    assert publish_scheduled.call() == 1
    assert KnowledgePage.objects.get(pk=pages[1].pk).live


def test_a_view_that_fails_leaves_nothing(home: HomePage, rf: RequestFactory) -> None:
    def view(request: object) -> None:
        Page.objects.filter(pk=shelf().pk).update(title="Changé")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        one_transaction(view)(rf.post("/admin/"))  # type: ignore[arg-type]
    assert shelf().title == "Fiches actions"


def test_reading_opens_no_transaction(rf: RequestFactory) -> None:
    def view(request: object) -> bool:
        return transaction.get_connection().in_atomic_block

    assert one_transaction(view)(rf.get("/admin/")) is False  # type: ignore[arg-type, comparison-overlap]
