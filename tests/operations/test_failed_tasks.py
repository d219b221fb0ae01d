"""Tasks that failed for good are seen, and relaunched, by those who run the site, and by nobody else."""

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from outbox.tasks import prune_done_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed() -> DBTaskResult:
    prune_done_tasks.enqueue()
    DBTaskResult.objects.update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        exception_class_path="builtins.ValueError",
        traceback="ValueError: <b>plus de thé</b>",
        task_path="une.tache.disparue",
    )
    return DBTaskResult.objects.get()


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin@demo.test", "un mot de passe"))
    return client


def test_a_superuser_sees_them_and_why(admin: Client, failed: DBTaskResult) -> None:
    page = admin.get("/admin/taches/").content.decode()
    assert "une.tache.disparue" in page
    assert "&lt;b&gt;plus de thé" in page


def test_a_list_without_failures_says_so(admin: Client) -> None:
    assert "Aucune tâche n’a échoué" in admin.get("/admin/taches/").content.decode()


def test_relaunching_hands_the_task_out_again(admin: Client, failed: DBTaskResult) -> None:
    response = admin.post(f"/admin/taches/{failed.pk}/relancer/", follow=True)
    assert "La tâche est relancée" in response.content.decode()
    failed.refresh_from_db()
    assert (failed.status, failed.worker_ids) == (TaskResultStatus.READY, [])
    response = admin.post(f"/admin/taches/{failed.pk}/relancer/", follow=True)
    assert "plus en échec" in response.content.decode()


def test_a_link_followed_by_mistake_relaunches_nothing(admin: Client, failed: DBTaskResult) -> None:
    assert admin.get(f"/admin/taches/{failed.pk}/relancer/").status_code == 405


def test_an_editor_neither_sees_nor_relaunches(client: Client, failed: DBTaskResult) -> None:
    client.force_login(User.objects.create_user("editeur@demo.test", "un mot de passe", is_staff=True))
    client.get("/admin/taches/")
    client.post(f"/admin/taches/{failed.pk}/relancer/")
    failed.refresh_from_db()
    assert failed.status == TaskResultStatus.FAILED
    assert "une.tache" not in client.get("/admin/taches/").content.decode()
