"""The front page of the administration says what waits, for each who enters, at a price that does not grow."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from fichesactions.seeding import load_tree
from imports.models import ImportRun, Stage
from outbox.tasks import prune_done_tasks
from tests.feedback.factories import remark
from tests.fichesactions.factories import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia() -> User:
    load_tree()
    user = User.objects.create_user("nadia@demo.test", "x", first_name="Nadia", last_name="Colson")
    user.groups.add(*Group.objects.filter(name__in=["Rédaction", "Relecture"]))
    return user


def something_waits(number: int, owner: User) -> None:
    today = timezone.localdate()
    make_page(f"Une fiche en retard {number}", verified_on=today - timedelta(days=400))
    make_page(f"Un brouillon {number}", live=False, owner=owner)
    remark(make_page(f"Une fiche lue {number}").ref, text="Il manque le prix")
    ImportRun.objects.create(desk="sheet", name=f"fiches-{number}.zip", stage=Stage.DONE, by=owner)


def test_it_says_what_waits_in_as_many_questions_whatever_waits(client: Client, nadia: User) -> None:
    client.force_login(nadia)
    empty = client.get("/admin/").text
    for title in ("Mes brouillons", "À revérifier", "Retours de lecture à traiter", "Derniers imports"):
        assert title not in empty
    costs = []
    for number in range(8):
        something_waits(number, nadia)
        if number in (1, 7):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                page = client.get("/admin/").text
            costs.append(len(asked))
    assert costs[1] <= costs[0] + 2, "more rows are no more questions"
    assert costs[1] <= 60
    for word in ("Un brouillon 7", "Une fiche en retard 0", "Une fiche lue 0", "fiches-7.zip", "Et 2 autres"):
        assert word in page, word
    assert "Travaux en échec" not in page


def test_those_who_run_the_site_learn_of_failed_work(client: Client, nadia: User) -> None:
    DBTaskResult.objects.all().delete()
    prune_done_tasks.enqueue()
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
    client.force_login(nadia)
    assert "Travaux en échec" not in client.get("/admin/").text
    client.force_login(User.objects.create_superuser("claire@demo.test", "x"))
    assert "1 tâche de fond a échoué" in client.get("/admin/").text


def test_a_panel_that_fails_leaves_the_page(client: Client, nadia: User, settings: Any) -> None:
    settings.PANELS = "tests.operations.test_admin_home.BROKEN"
    client.force_login(nadia)
    assert client.get("/admin/").status_code == 200


def _broken(*args: object) -> None:
    raise ConnectionError("le registre ne répond pas")


BROKEN = {"admin.home": (_broken,)}


def test_who_opens_the_site_is_told_what_is_left_to_do_and_nobody_else_is(client: Client, nadia: User) -> None:
    client.force_login(User.objects.create_superuser("ada@demo.test", "x"))
    page = client.get("/admin/").text
    assert "Ouvrir le site" in page
    for towards in ("/compte/profil/", "/compte/invitations/", "/admin/roles/", "/admin/importer/", "/kit-animation/"):
        assert f'href="{towards}"' in page, towards
    client.force_login(nadia)
    assert "Ouvrir le site" not in client.get("/admin/").text
    assert "Importer mes fichiers" in client.get("/fiches-actions/").text
    client.logout()
    shelf = client.get("/fiches-actions/").text
    assert "Ce rayon attend sa première page" in shelf
    assert "S’inscrire" in shelf
    assert "Rien ne répond à ces filtres" not in shelf
