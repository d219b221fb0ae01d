"""Who writes, who reviews, and the review that every page goes through unless a reviewer publishes it."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

WRITERS = "Rédaction"
REVIEWERS = "Relecture"
REVIEW = "Relecture avant publication"
PAGE_RIGHTS = {
    WRITERS: ("add_page", "change_page"),
    REVIEWERS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
FILE_RIGHTS = [f"{verb}_{model}" for model in ("siteimage", "sitedocument") for verb in ("add", "change", "choose")]
VOCABULARY = ("theme", "audience", "practicetopic", "pathstage", "sector")


def load_groups(home: Page) -> None:
    """The two groups of editors with their rights; rights that someone added to them stay."""
    for name, page_rights in PAGE_RIGHTS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(["access_admin"], "wagtailadmin"))
        for permission in _permissions(page_rights, "wagtailcore"):
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
        root = Collection.get_first_root_node()
        for permission in _permissions(FILE_RIGHTS, "fichesactions"):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    reviewers = Group.objects.get(name=REVIEWERS)
    words = [f"{verb}_{model}" for model in VOCABULARY for verb in ("add", "change")]
    reviewers.permissions.add(*_permissions(words, "vocabulary"))
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


def load_workflow(home: Page) -> None:
    """One review for the whole site, in place of Wagtail's English example."""
    workflow, created = Workflow.objects.get_or_create(name=REVIEW)
    if created:
        task, _ = GroupApprovalTask.objects.get_or_create(name="Relue par une seconde personne")
        task.groups.add(Group.objects.get(name=REVIEWERS))
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    Task.objects.filter(name="Moderators approval", task_states=None).delete()


def _permissions(codenames: Iterable[str], app_label: str) -> list[Permission]:
    return list(Permission.objects.filter(codename__in=list(codenames), content_type__app_label=app_label))
