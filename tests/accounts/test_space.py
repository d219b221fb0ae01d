"""« Mon espace »: what awaits me, what I keep, and nothing of anybody else."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Kept, Profile, User
from accounts.models.profiles import new_slug
from accounts.space.tasks import forget_what_was_let_go
from cards.refs import Ref
from fichesactions.models import KnowledgePage
from fichesactions.seeding import load_tree
from notifications.models import Notification
from offers.models import Offer
from territories.models import Basin
from tests.fichesactions.factories import make_page
from tests.offers.factories import a_service, a_structure, deliver
from tests.territories.factories import BasinFactory
from vocabulary import seeding as vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture
def aicha() -> User:
    return User.objects.create_user("aicha@demo.test", "x", first_name="Aïcha")


@pytest.fixture
def me(aicha: User, client: Client) -> Client:
    client.force_login(aicha)
    return client


@pytest.fixture
def page() -> KnowledgePage:
    load_tree()
    return make_page("Faire le trajet ensemble")


def keep(client: Client, ref: Ref, **fields: str) -> int:
    return client.post("/mon-espace/garder/", {"ref": str(ref), "retour": "/fiches-actions/", **fields}).status_code


def test_a_stranger_is_asked_in_and_offered_no_gesture(client: Client, page: KnowledgePage) -> None:
    for path in ("/mon-espace/", "/mon-espace/gardes/", "/mon-espace/avis/", "/mon-espace/mes-donnees/"):
        answer = client.get(path)
        assert answer["Location"] == f"/compte/connexion/?next={path}"
    assert keep(client, page.ref) == 302
    assert not Kept.objects.exists()
    shown = client.get(page.get_url())
    assert "Garder" not in shown.content.decode()
    assert not shown.cookies


def test_a_page_is_kept_noted_let_go_and_kept_again(me: Client, page: KnowledgePage) -> None:
    assert "Garder" in me.get(page.get_url()).content.decode()
    assert keep(me, page.ref) == keep(me, page.ref) == 302
    assert "ne plus garder" in me.get(page.get_url()).content.decode()
    me.post("/mon-espace/gardes/note/", {"ref": str(page.ref), "note": " en parler lundi\n"})
    listed = me.get("/mon-espace/gardes/").content.decode()
    assert page.title in listed
    assert "Ma note : en parler lundi" in listed
    keep(me, page.ref, garder="non")
    assert "Garder de nouveau" in me.get(page.get_url()).content.decode()
    listed = me.get("/mon-espace/gardes/").content.decode()
    assert "Rien de gardé" in listed
    assert "Garder de nouveau" in listed
    keep(me, page.ref)
    assert Kept.objects.get().note == "en parler lundi", "the note comes back with the page"


def test_what_was_let_go_is_forgotten_the_next_day(me: Client, page: KnowledgePage) -> None:
    keep(me, page.ref)
    keep(me, page.ref, garder="non")
    assert forget_what_was_let_go.call() == 0
    Kept.objects.update(let_go_at=timezone.now() - timedelta(days=2))
    assert forget_what_was_let_go.call() == 1


@pytest.mark.parametrize("ref", ["sheet:999999", "sheet:x", "nowhere:1", "rien", "", "offer:" + "9" * 30])
def test_what_is_not_there_is_not_kept(me: Client, ref: str) -> None:
    assert me.post("/mon-espace/garder/", {"ref": ref}).status_code == 404
    assert me.post("/mon-espace/gardes/note/", {"ref": ref, "note": "x"}).status_code == 404
    assert not Kept.objects.exists()


def test_a_gesture_leads_back_to_this_site_only(me: Client, page: KnowledgePage) -> None:
    for foreign in ("https://ailleurs.example/", "//ailleurs.example/", "/\\ailleurs.example", "javascript:alert(1)"):
        answer = me.post("/mon-espace/garder/", {"ref": str(page.ref), "retour": foreign})
        assert answer["Location"] == "/mon-espace/gardes/"


def test_what_is_gone_is_said_without_its_title(me: Client, page: KnowledgePage, tmp_path: Path) -> None:
    vocabulary.load()
    deliver(tmp_path, a_structure(), a_service("1", nom="Atelier vélo"), a_service("2"))
    offer = Offer.objects.get(name="Atelier vélo")
    keep(me, page.ref)
    keep(me, offer.ref)
    deliver(tmp_path, a_structure(), a_service("2"), confirm_withdrawals=True)
    page.unpublish()
    for path in ("/mon-espace/", "/mon-espace/gardes/"):
        listed = me.get(path).content.decode()
        assert "Cette page n’est plus là" in listed
        assert page.title not in listed
        assert "Atelier vélo" in listed
        assert "Retiré de sa source" in listed


def test_whoever_keeps_a_service_that_closed_is_told_once(
    me: Client, aicha: User, tmp_path: Path, work: Callable[[], int]
) -> None:
    vocabulary.load()
    load_tree()
    deliver(tmp_path, a_structure(), a_service("1", nom="Atelier vélo"), a_service("2"))
    keep(me, Offer.objects.get(name="Atelier vélo").ref)
    work()
    for _ in range(2):
        deliver(tmp_path, a_structure(), a_service("2"), confirm_withdrawals=True)
        work()
    [told] = Notification.objects.filter(recipient=aicha)
    assert told.event == "kept.over"
    assert "Atelier vélo" in me.get("/mon-espace/avis/").content.decode()
    deliver(tmp_path, a_structure(), a_service("1", nom="Atelier vélo"), a_service("2"))
    work()
    assert not Notification.objects.exists(), "it is back before anyone read that it was gone"


def test_authors_learn_that_their_page_is_out_once(me: Client, aicha: User) -> None:
    load_tree()
    page = make_page("Une page proposée", live=False, owner=aicha)
    page.save_revision().publish()
    page.save_revision().publish()
    assert [told.event for told in Notification.objects.filter(recipient=aicha)] == ["page.published"]
    assert "(1<" in me.get("/").content.decode()


def test_nobody_sees_nor_touches_what_another_keeps(me: Client, aicha: User, page: KnowledgePage) -> None:
    keep(me, page.ref)
    other = Client()
    other.force_login(User.objects.create_user("autre@demo.test", "x"))
    assert page.title not in other.get("/mon-espace/gardes/").content.decode()
    keep(other, page.ref, garder="non")
    assert other.post("/mon-espace/gardes/note/", {"ref": str(page.ref), "note": "x"}).status_code == 404
    assert Kept.objects.of(aicha.pk).get().note == ""


def test_my_basin_tells_what_is_new(me: Client, aicha: User, page: KnowledgePage) -> None:
    assert "Choisir mon bassin" in me.get("/mon-espace/").content.decode()
    basin = BasinFactory(name="Verviers")
    Profile.objects.create(user=aicha, slug=new_slug(aicha), basin=Basin.objects.get(pk=basin.pk))
    assert "Rien de nouveau depuis trente jours" in me.get("/mon-espace/").content.decode()
    page.basins.set([basin])
    page.save_revision(user=aicha).publish()
    assert page.title in me.get("/mon-espace/").content.decode()


def test_drafts_and_reviews_await_those_who_edit(me: Client, aicha: User, page: KnowledgePage) -> None:
    page.title = "Un titre qui change"
    page.save_revision(user=aicha)
    assert "Un titre qui change" not in me.get("/mon-espace/").content.decode(), "a member has no way to edit it"
    aicha.is_superuser = True
    aicha.save()
    shown = me.get("/mon-espace/").content.decode()
    assert "Mes brouillons" in shown
    assert f"/admin/pages/{page.pk}/edit/" in shown


def test_the_page_costs_the_same_however_much_one_keeps_and_is_told(
    me: Client, aicha: User, page: KnowledgePage
) -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(me.get(path).content) < 100_000
        return len(asked)

    keep(me, page.ref)
    Notification.objects.create(recipient=aicha, event="page.published", kind="sheet", key=str(page.pk))
    few = {path: cost(path) for path in ("/mon-espace/", "/mon-espace/gardes/")}
    past, keys = timezone.now() - timedelta(days=1), [str(10**6 + n) for n in range(2000)]
    Kept.objects.bulk_create(Kept(person=aicha, kind="sheet", key=key, kept_at=past) for key in keys)
    told = {"recipient": aicha, "event": "page.published", "kind": "sheet", "told_at": past}
    Notification.objects.bulk_create(Notification(key=key, **told) for key in keys)
    assert {path: cost(path) for path in few} == few
    assert few["/mon-espace/"] <= 30
    assert few["/mon-espace/gardes/"] <= 15
