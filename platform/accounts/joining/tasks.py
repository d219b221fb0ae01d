"""What joining owes: its letters, after the change they tell of; and forgetting what served."""

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from accounts.joining import letters
from accounts.models import Application, Invitation

logger = logging.getLogger(__name__)
State = Application.State
UNANSWERED = timedelta(days=90)
"""As the letter and the page of whoever waits say."""


@task(priority=20)
def send_letter(key: str, letter: str, number: int) -> bool:
    """Send a letter about an application; a code that was replaced meanwhile is not sent."""
    application = Application.objects.select_related("decided_by", "basin__territory").filter(key=key).first()
    if application is None or (letter == "code" and number != application.letters):
        return False
    return bool(letters.about_application(application, letter, number).send())


@task(priority=20)
def send_invitation(pk: int, nonce: str) -> bool:
    """Send an invitation, unless it was taken back or sent anew meanwhile."""
    invitation = Invitation.objects.open().select_related("invited_by").filter(pk=pk, nonce=nonce).first()
    return bool(letters.about_invitation(invitation).send()) if invitation else False


@task(priority=-50)
def forget_old_applications() -> int:
    """Forget what nobody confirmed within a week, what was decided or settled long ago, and what nobody answered:
    whoever waited is told so."""
    now = timezone.now()
    old = Q(state=State.UNCONFIRMED, asked_at__lt=now - timedelta(days=7))
    old |= Q(state=State.REFUSED, decided_at__lt=now - timedelta(days=30))
    old |= Q(welcomed_at__lt=now - timedelta(days=30))
    spent = Invitation.objects.filter(expires_at__lt=now - timedelta(days=90))
    return Application.objects.filter(old).delete()[0] + spent.delete()[0] + _forget_unanswered(now - UNANSWERED)


def _forget_unanswered(since: datetime) -> int:
    """The letter goes first, and one that does not leave keeps its application for the next day."""
    forgotten = 0
    for application in Application.objects.waiting().filter(asked_at__lt=since).select_related("basin__territory"):
        try:
            letters.about_application(application, "unanswered", application.letters).send()
        except Exception:
            logger.exception("Application %s could not be told that nobody answered", application.pk)
            continue
        forgotten += Application.objects.waiting().filter(pk=application.pk).delete()[0]
    return forgotten
