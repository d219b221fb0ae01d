"""« C’est ma structure »: asking to keep the page of an organisation, and answering."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import Claim, ClaimState, Organisation, User
from accounts.structures.domains import speaks_for
from accounts.structures.events import OrganisationsChanged
from accounts.structures.rights import decides
from notifications.telling import settle, tell
from outbox.transactions import one_change
from outbox.transactions import tell as tell_of
from territories.models import deciders

WAITS, ACCEPTED, REFUSED = "structure.claim_waits", "structure.claim_accepted", "structure.claim_refused"


class AlreadyDecidedError(Exception):
    """Somebody answered this request, or it was taken back."""


class NotADeciderError(Exception):
    """Only who animates the basin or runs the site answers, and never for themselves."""


def claim(*, organisation: Organisation, by: User, word: str = "") -> Claim:
    """Ask to keep its page. Accepted at once for whoever writes from its own domain; asked twice, it is once."""
    confirmed = list(EmailAddress.objects.filter(user=by, verified=True).values_list("email", flat=True))
    at_once = speaks_for(confirmed, organisation) or by.is_superuser
    with transaction.atomic():
        made, new = Claim.objects.select_for_update().get_or_create(
            organisation=organisation, user=by, defaults={"asked_at": timezone.now(), "word": word}
        )
        if not new and made.state in (ClaimState.WAITING, ClaimState.ACCEPTED):
            return made
        made.state, made.word, made.asked_at, made.answer = ClaimState.WAITING, word, timezone.now(), ""
        made.decided_by = made.decided_at = None
        if at_once:
            made.state, made.decided_at = ClaimState.ACCEPTED, made.asked_at
        made.save()
        if not at_once:
            tell(deciders(organisation.basin), WAITS, organisation.ref, occurrence=_occurrence(made))
    return made


def accept(*, claim: Claim, by: User) -> None:
    """Entrust the page to whoever asked."""
    _answer(claim, by, ClaimState.ACCEPTED, "")


def refuse(*, claim: Claim, by: User, word: str) -> None:
    """Say no, with a word that tells why."""
    _answer(claim, by, ClaimState.REFUSED, word)


def step_down(*, organisation: Organisation, by: User) -> None:
    """Stop keeping the page, or take one's request back; what one wrote there stays."""
    with transaction.atomic():
        for mine in Claim.objects.select_for_update().filter(organisation=organisation, user=by):
            settle(WAITS, organisation.ref, occurrence=_occurrence(mine))
            mine.state = ClaimState.LEFT
            mine.save(update_fields=["state"])


def open_to_everyone(*, organisation: Organisation, opened: bool = True) -> None:
    """Let everyone see a structure that a member entered, or members alone again."""
    with one_change():
        Organisation.objects.filter(pk=organisation.pk).update(opened=opened)
        tell_of(OrganisationsChanged, [organisation.ref])


def _answer(asked: Claim, by: User, state: ClaimState, word: str) -> None:
    with transaction.atomic():
        found = Claim.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=asked.pk)
        if found.user_id == by.pk or not decides(by, found.organisation):
            raise NotADeciderError
        if found.state == state:
            return
        if found.state != ClaimState.WAITING:
            raise AlreadyDecidedError
        found.state, found.answer, found.decided_by, found.decided_at = state, word, by, timezone.now()
        found.save()
        settle(WAITS, found.organisation.ref, occurrence=_occurrence(found))
        event = ACCEPTED if state == ClaimState.ACCEPTED else REFUSED
        tell([found.user_id], event, found.organisation.ref, occurrence=_occurrence(found))


def _occurrence(asked: Claim) -> str:
    """Asked again after a refusal, it is another request."""
    return f"{asked.pk}-{asked.asked_at:%Y%m%d%H%M%S}"
