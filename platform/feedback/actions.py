"""What readers and keepers do: answer, say more, tell of an error, settle. None of it changes what strangers read."""

from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from cards.refs import Ref
from feedback.models import Remark, Verdict
from feedback.privacy import masked


class TooLateError(Exception):
    """The answer is a thing of the past: it was settled, or given before yesterday."""


def answer(*, ref: Ref, verdict: Verdict, visit: str) -> Remark:
    """Keep one visit's answer; the same visit twice is one answer."""
    return Remark.objects.get_or_create(visit=visit, defaults={"kind": ref.kind, "key": ref.key, "verdict": verdict})[0]


def say_more(*, remark: Remark, verdict: Verdict | None = None, text: str | None = None) -> Remark:
    """Change one's answer, or add the sentence that explains it, without what it may tell of somebody."""
    with transaction.atomic():
        remark = Remark.objects.select_for_update().get(pk=remark.pk)
        if not remark.may_still_change:
            raise TooLateError
        remark.verdict = verdict or remark.verdict
        remark.text = remark.text if text is None else masked(text)
        remark.save(update_fields=["verdict", "text"])
    return remark


def report(*, ref: Ref, reason: str, text: str, contact: str, visit: str, as_it_is: bool = False) -> Remark:
    """Keep the error that somebody tells of; the same visit twice is one report."""
    said = {"reason": reason, "text": masked(text, as_it_is=as_it_is), "contact": contact}
    return Remark.objects.get_or_create(visit=visit, defaults={"kind": ref.kind, "key": ref.key, **said})[0]


def settle(*, remark: Remark, by: models.Model) -> bool:
    """Say that it is dealt with; whoever comes second learns that somebody did."""
    with transaction.atomic():
        open_ = Remark.objects.filter(pk=remark.pk, done_at=None)
        settled = bool(open_.update(done_at=timezone.now(), done_by=by))
        if settled:
            log(remark, "feedback.settled", user=by)
    return settled


def reopen(*, remark: Remark, by: models.Model) -> bool:
    """Take that back. What its author left to be answered may be gone by then."""
    with transaction.atomic():
        reopened = bool(Remark.objects.filter(pk=remark.pk).exclude(done_at=None).update(done_at=None, done_by=None))
        if reopened:
            log(remark, "feedback.reopened", user=by)
    return reopened
