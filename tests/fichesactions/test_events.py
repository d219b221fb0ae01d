"""Whatever changes what can be found of a page is told, with the change or not at all."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import RequestFactory
from pytest_django import Settings
from wagtail.models import Page, Revision

from fichesactions.changes import one_change
from fichesactions.models import HomePage, KnowledgePage
from fichesactions.tasks import publish_scheduled
from outbox.transactions import one_transaction
from tests.fichesactions.factories import heard, make_folder, make_page, moment, refs_heard, restrict, shelf
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


def test_a_theme_that_is_renamed_is_told_of_its_pages_and_saved_again_of_none(home: HomePage) -> None:
    theme = Theme.objects.create(slug="mobilite", label="Mobilité")
    page = make_page("Une fiche", themes=[theme])
    make_page("Une autre")
    heard.clear()
    theme.save()
    assert heard == []
    theme.label = "Se déplacer"
    theme.save()
    assert refs_heard() == {page.ref}


def test_many_changes_in_one_piece_of_work_are_one_event(home: HomePage) -> None:
    pages = [make_page(f"Fiche {n}") for n in range(3)]
    heard.clear()
    with one_change():
        for page in pages:
            page.unpublish()
    assert [set(event.refs) for event in heard] == [{page.ref for page in pages}]


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
