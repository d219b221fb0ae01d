"""What pages and Wagtail's admin keep about the people who edit."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from accounts.models import User
from fichesactions.changes import pages_changed
from fichesactions.models import Contributor, KnowledgePage, SiteDocument, SiteImage

Rows = Sequence[Mapping[str, Any]]

THEIRS: tuple[type[Model], ...] = (
    Comment, CommentReply, PageSubscription, UserProfile, EditingSession, FormState, APIToken,
)  # fmt: skip
"""Goes with the account."""
SHARED: tuple[type[Model], ...] = (
    Page, KnowledgePage, Revision, WorkflowState, TaskState, UploadedFile, SiteImage, SiteDocument, Image, Document,
)  # fmt: skip
"""Stays for the others, without a name: the database lets go of the key."""
models: Sequence[type[Model]] = (*THEIRS, *SHARED, Contributor, PageLogEntry, ModelLogEntry)

GONE = "Une personne partie de la plateforme"


def export(user: User) -> Mapping[str, Rows]:
    """What they wrote, what they are credited for, and what they did in the admin."""
    return {
        "Pages créées": list(Page.objects.filter(owner=user).values("title", "url_path", "first_published_at")),
        "Pages où vous êtes crédité": list(
            Contributor.objects.filter(user=user).values("page__title", "name", "role", "organisation")
        ),
        "Relectures confiées": list(KnowledgePage.objects.filter(reviewer=user).values("title", "url_path")),
        "Versions enregistrées": list(Revision.objects.filter(user=user).values("object_str", "created_at")),
        "Commentaires": list(Comment.objects.filter(user=user).values("page__title", "text", "created_at")),
        "Réponses aux commentaires": list(CommentReply.objects.filter(user=user).values("text", "created_at")),
        "Demandes de relecture": list(WorkflowState.objects.filter(requested_by=user).values("status", "created_at")),
        "Relectures": list(TaskState.objects.filter(finished_by=user).values("status", "comment", "finished_at")),
        "Images déposées": list(SiteImage.objects.filter(uploaded_by_user=user).values("title", "created_at")),
        "Documents déposés": list(SiteDocument.objects.filter(uploaded_by_user=user).values("title", "created_at")),
        "Actions dans l’administration": [
            *PageLogEntry.objects.filter(user=user).values("action", "label", "timestamp"),
            *ModelLogEntry.objects.filter(user=user).values("action", "label", "timestamp"),
        ],
    }


def erase(user: User) -> None:
    """Take their name off the pages, their versions and the logs; what is theirs alone goes with the account."""
    _take_credit_off(user)
    PageLogEntry.objects.filter(user=user).update(user=None)
    ModelLogEntry.objects.filter(user=user).update(user=None)
    # A log entry about the account is labelled with the person's name.
    ModelLogEntry.objects.for_instance(user).update(label=GONE)


def _take_credit_off(user: User) -> None:
    pages = list(KnowledgePage.objects.filter(contributors__user=user).distinct())
    Contributor.objects.filter(user=user).update(user=None, name=GONE, role="", organisation="")
    # A draft or an old version may credit them where the published page does not.
    for revision in Revision.page_revisions.filter(content__contributors__isnull=False).iterator():
        _forget_in(revision, user)
    pages_changed([page.ref for page in pages])


def _forget_in(revision: Revision, user: User) -> None:
    theirs = [person for person in revision.content["contributors"] if person.get("user") == user.pk]
    for person in theirs:
        person.update(user=None, name=GONE, role="", organisation="")
    if theirs:
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
