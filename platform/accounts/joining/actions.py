"""What people do to become members: ask, confirm, decide, invite."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.joining import keys
from accounts.joining.admission import Entry, entry_for, is_waiting
from accounts.joining.errors import (
    AlreadyDecidedError,
    AlreadyMemberError,
    CodeSpentError,
    InvitationSpentError,
    TooManyLettersError,
    WrongCodeError,
)
from accounts.joining.tasks import send_invitation, send_letter
from accounts.models import Application, Invitation, User
from notifications.telling import settle, tell
from outbox.transactions import one_change
from territories.models import Basin, deciders

INVITATION_HOLDS = timedelta(days=14)
State = Application.State


def apply(
    *, email: str, first_name: str, last_name: str, basin: Basin, password: str = "", trade: str = "",
    organisation: str = "", confirmed: bool = False,
) -> Application:  # fmt: skip
    """Ask to join. Whether an account has this address already is for the letter to say, never for the answer. No
    letter leaves for an address that somebody else vouches for."""
    typed = {"first_name": first_name, "last_name": last_name, "trade": trade, "organisation": organisation}
    hashed = make_password(password)  # Also without one: the same work for everyone.
    with transaction.atomic():
        application = Application.objects.create(
            email=email.lower(), basin=basin, password=hashed if password else "", **typed
        )
        if not confirmed:
            send_letter.enqueue(key=application.key, letter="code", number=application.letters)
    return application


def send_again(*, application: Application) -> None:
    """Send another code; the one before opens nothing any more. Raises TooManyLettersError past a few."""
    with transaction.atomic():
        application = Application.objects.select_for_update().get(pk=application.pk)
        if application.letters >= keys.MOST_LETTERS:
            raise TooManyLettersError
        application.letters, application.failures, application.sent_at = application.letters + 1, 0, timezone.now()
        application.save(update_fields=["letters", "failures", "sent_at"])
        send_letter.enqueue(key=application.key, letter="code", number=application.letters)


def confirm_by_code(*, application: Application, typed: str) -> Application:
    """Confirm an address by the code of its last letter. Raises WrongCodeError, CodeSpentError, AlreadyMemberError."""
    tries = Application.objects.filter(
        pk=application.pk, failures__lt=keys.MOST_FAILURES, sent_at__gte=timezone.now() - keys.CODE_HOLDS
    )
    # Counted before it is compared: a thousand guesses sent at once are still five.
    if not tries.update(failures=F("failures") + 1):
        raise CodeSpentError
    application.refresh_from_db()
    if not keys.is_code_of(application, typed):
        raise WrongCodeError(keys.MOST_FAILURES - application.failures)
    return confirm(application=application)


def confirm(*, application: Application, asked_here: bool = True) -> Application:
    """The address is theirs: make the account, open at once or once somebody agreed.

    Confirmed from another browser than the one that asked, it does not keep the password that was typed there: whoever
    asks in somebody's name would otherwise wait behind it.
    Raises AlreadyMemberError when an account has this address by now, this application's own included.
    """
    with transaction.atomic():
        application = _held(application, "basin__territory")
        if application.state != State.UNCONFIRMED:
            raise AlreadyMemberError
        basin = application.basin
        application.password = application.password if asked_here else ""
        at_once = basin is not None and entry_for(application.email, basin) == Entry.AT_ONCE
        application.state = State.ACCEPTED if at_once else State.WAITING
        application.user = _make_account(application, is_active=at_once)
        application.password = ""
        application.save(update_fields=["state", "user", "password"])
        if not at_once:
            send_letter.enqueue(key=application.key, letter="waiting", number=1)
            if basin:
                tell(deciders(basin), "joining.waits", basin.ref, occurrence=application.key)
    return application


def accept(*, application: Application, by: User, word: str = "") -> None:
    """Open the account of somebody who waits. Raises AlreadyDecidedError when it was refused meanwhile."""
    with transaction.atomic():
        application = _decide(application, State.ACCEPTED, by, word)
        if application.user:
            application.user.is_active = True
            application.user.save(update_fields=["is_active"])


def refuse(*, application: Application, by: User, word: str = "") -> None:
    """Refuse somebody who waits: the account that never opened goes. Raises AlreadyDecidedError."""
    with one_change():  # Whatever pointed at the account is written too, if only to say nothing.
        application = _decide(application, State.REFUSED, by, word)
        user, application.user = application.user, None
        application.save(update_fields=["user"])
        if user and not user.is_active:
            user.delete()


def invite(*, email: str, by: User) -> Invitation:
    """Send an invitation, or send it anew: the earlier letter then opens nothing any more."""
    email, now = email.lower(), timezone.now()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # One invitation after another, none twice.
        pending = Invitation.objects.filter(invited_by=by, email=email, accepted_at=None, revoked_at=None)
        invitation = pending.first() or Invitation(invited_by=by, email=email)
        invitation.sent_at, invitation.expires_at = now, now + INVITATION_HOLDS
        keys.draw_anew(invitation)
        invitation.save()
        send_invitation.enqueue(pk=invitation.pk, nonce=invitation.nonce)
    return invitation


def revoke(*, invitation: Invitation) -> None:
    """Take an invitation back; one that was accepted stays so."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(revoked_at=timezone.now())


def join_by_invitation(
    *, token: str, first_name: str, last_name: str, basin: Basin, password: str = "", trade: str = "",
    organisation: str = "",
) -> Application:  # fmt: skip
    """Become a member on somebody's word: reading the letter confirmed the address. Raises InvitationSpentError and
    AlreadyMemberError."""
    typed = {"first_name": first_name, "last_name": last_name, "trade": trade, "organisation": organisation}
    hashed = make_password(password) if password else ""
    with transaction.atomic():
        invitation = Invitation.objects.open().select_for_update().filter(token_hash=keys.hash_of(token)).first()
        if invitation is None:
            raise InvitationSpentError
        if is_waiting(invitation.email):
            application = Application.objects.waiting().get(email=invitation.email)
            accept(application=application, by=invitation.invited_by)
            application.refresh_from_db()
        else:
            application = Application(email=invitation.email, basin=basin, password=hashed, **typed)
            application.user = _make_account(application, is_active=True)
            application.state, application.password = State.ACCEPTED, ""
            application.decided_by, application.decided_at = invitation.invited_by, timezone.now()
            application.save()
        invitation.accepted_at, invitation.guest = timezone.now(), application.user
        invitation.save(update_fields=["accepted_at", "guest"])
    return application


def _held(application: Application, *related: str) -> Application:
    """Read again and held, that row alone: PostgreSQL refuses to hold with it what may be missing."""
    return Application.objects.select_for_update(of=("self",)).select_related(*related).get(pk=application.pk)


def _decide(application: Application, state: str, by: User, word: str) -> Application:
    application = _held(application, "basin", "user")
    if application.state != State.WAITING:
        raise AlreadyDecidedError
    application.state, application.word = state, word
    application.decided_by, application.decided_at = by, timezone.now()
    application.save(update_fields=["state", "word", "decided_by", "decided_at"])
    if application.basin:
        settle("joining.waits", application.basin.ref, occurrence=application.key)
    send_letter.enqueue(key=application.key, letter=state, number=1)
    return application


def _make_account(application: Application, *, is_active: bool) -> User:
    user = User(
        email=application.email, first_name=application.first_name, last_name=application.last_name,
        password=application.password or make_password(None), is_active=is_active,
    )  # fmt: skip
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise AlreadyMemberError from error
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
