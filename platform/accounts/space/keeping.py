"""Keeping a page, letting it go, and noting why: actions of a member on what only they see."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Kept, User
from cards.kinds import cards_for
from cards.refs import Ref


class NothingToKeepError(LookupError):
    """There is no such page, or not for this person: the two answer alike."""


def keep(*, person: User, ref: Ref) -> Kept:
    """Keep this page; again, with the note it had, if it was let go a moment ago. Twice is once.

    Raises NothingToKeepError.
    """
    if not cards_for([ref], person):
        raise NothingToKeepError(str(ref))
    with transaction.atomic():
        kept, made = Kept.objects.get_or_create(person=person, kind=ref.kind, key=ref.key)
        if not made and kept.let_go_at is not None:
            kept.let_go_at = None
            kept.save(update_fields=["let_go_at"])
    return kept


def let_go(*, person: User, ref: Ref) -> bool:
    """Keep this page no more; whether it was kept. Its note is forgotten tomorrow."""
    mine = Kept.objects.of(person.pk).filter(kind=ref.kind, key=ref.key)
    return bool(mine.update(let_go_at=timezone.now()))


def annotate(*, person: User, ref: Ref, note: str) -> None:
    """Note for oneself why it is kept. Raises NothingToKeepError when it is not."""
    text = note.strip()[: Kept.LONGEST_NOTE]
    if not Kept.objects.of(person.pk).filter(kind=ref.kind, key=ref.key).update(note=text):
        raise NothingToKeepError(str(ref))
