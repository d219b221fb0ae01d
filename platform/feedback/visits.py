"""One visit, one answer, without knowing who: what tells two clicks of one hand from two people."""

import re
from secrets import token_urlsafe

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest
from django.utils.crypto import salted_hmac

from cards.kinds import Viewer, cards_for
from cards.refs import Ref
from feedback.keepers import keepers

SAME_HAND = 10
"""Seconds within which the same answer from the same browser is the same click."""
READING = 24 * 3600
"""Seconds a page may lie open before its question grows old: for pages that only members read."""
STRANGER = AnonymousUser()
_signer = TimestampSigner(salt="feedback.ref")
_FORM = re.compile(r"[a-z]{1,20}:(?:\d{1,18}|(?=\d*[A-Za-z_-])[\w-]{1,120})", re.ASCII)
"""A number that a database can hold, or a slug."""
_KEY = re.compile(r"[\w-]{22}", re.ASCII)


def new_visit() -> str:
    """A key for a form that is made for one visit."""
    return token_urlsafe(16)


def is_a_visit(key: str) -> bool:
    """Whether this is of the form of one."""
    return bool(_KEY.fullmatch(key))


def visit_of(request: HttpRequest, said: str) -> str:
    """A key for an answer from a page that everybody is given alike: the same for a second click of the same hand.

    What a browser is known by is never stored: it makes a name under which the key is remembered, in memory, for
    a moment.
    """
    known_by = f"{get_adapter().get_client_ip(request)}|{request.headers.get('User-Agent', '')}|{said}"
    name, fresh = f"visit:{salted_hmac('feedback.visit', known_by).hexdigest()}", new_visit()
    return fresh if cache.add(name, fresh, SAME_HAND) else str(cache.get(name) or fresh)


def written(ref: Ref, viewer: Viewer) -> str:
    """How a form names this page. Members are given a signed word, so that the answer needs no look at who they are."""
    return _signer.sign(str(ref)) if viewer.is_authenticated else str(ref)


def parsed(text: str) -> Ref:
    """A Ref as an address may carry it. Http404 for anything else."""
    if not _FORM.fullmatch(text):
        raise Http404
    return Ref.parse(text)


def read(text: str, viewer: Viewer = STRANGER) -> Ref:
    """The page that a form names: signed, or such that this reader may see it. Http404 when there is none."""
    signed = text.count(":") > 1
    try:
        text = _signer.unsign(text, max_age=READING) if signed else text
    except BadSignature as error:
        raise Http404 from error
    ref = parsed(text)
    if ref.kind not in keepers() or not (signed or cards_for([ref], viewer)):
        raise Http404
    return ref
