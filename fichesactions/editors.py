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
REVIEW = "relecture"
"""Read in a button: « Soumettre à relecture »."""
STEP = "une seconde personne"
"""The same, when changes were asked for."""
PAGE_RIGHTS = {
    WRITERS: ("add_page", "change_page"),
    REVIEWERS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
# Wagtail asks for the rights over its own models, whatever model of ours stands in their place.
FILE_RIGHTS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}
VOCABULARY = ("theme", "audience", "practicetopic", "pathstage", "sector")
RIGHTS: dict[str, dict[str, list[str]]] = {
    WRITERS: {
        "wagtailadmin": ["access_admin"],
        "vocabulary": [f"{verb}_{model}" for model in VOCABULARY for verb in ("add", "change")],
        "search": [f"{verb}_synonyms" for verb in ("add", "change", "delete")],
    }
}
RIGHTS[REVIEWERS] = RIGHTS[WRITERS] | {
    "territories": ["change_territory", "change_basin"],
    "offers": ["add_offer"],  # Services appear as soon as they are imported: it takes the right to publish.
}


def load_groups(home: Page) -> None:
    """The two groups of editors, with rights at their birth only: what an administrator gave or took since stays."""
    for name, page_rights in PAGE_RIGHTS.items():
        group, created = Group.objects.get_or_create(name=name)
        if created:
            _give_rights(group, home, page_rights)
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


def _give_rights(group: Group, home: Page, page_rights: Iterable[str]) -> None:
    for app_label, codenames in RIGHTS[group.name].items():
        group.permissions.add(*_permissions(codenames, app_label))
    for permission in _permissions(page_rights, "wagtailcore"):
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    root = Collection.get_first_root_node()
    for app_label, names in FILE_RIGHTS.items():
        for permission in _permissions(names, app_label):
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def load_workflow(home: Page) -> None:
    """One review for the whole site, in place of Wagtail's English example."""
    workflow, created = Workflow.objects.get_or_create(name=REVIEW)
    if created:
        task, _ = GroupApprovalTask.objects.get_or_create(name=STEP)
        task.groups.add(Group.objects.get(name=REVIEWERS))
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    Task.objects.filter(name="Moderators approval", task_states=None).delete()


def _permissions(codenames: Iterable[str], app_label: str) -> list[Permission]:
    return list(Permission.objects.filter(codename__in=list(codenames), content_type__app_label=app_label))
