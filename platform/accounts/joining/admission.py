"""Who may join, and on whose word: the rules, each in one function. Who decides is `territories.models.deciders`."""

from collections.abc import Sequence
from enum import Enum

from django.conf import settings

from accounts.models import Application, User
from territories.models import Admission, Basin, Role, runs_the_site


class Entry(Enum):
    """What happens once an address is confirmed."""

    AT_ONCE = "at once"
    AFTER_APPROVAL = "after approval"
    BY_INVITATION = "by invitation only"


def entry_for(email: str, basin: Basin) -> Entry:
    """How somebody with this address enters here: by a recognised domain, else as the territory says."""
    territory = basin.territory
    if is_of_a_domain(email, [*territory.open_domains.split(), *settings.JOIN_DOMAINS]):
        return Entry.AT_ONCE
    otherwise = territory.admission or settings.JOIN_OTHERWISE
    return Entry.BY_INVITATION if otherwise == Admission.INVITATION else Entry.AFTER_APPROVAL


def is_of_a_domain(email: str, domains: Sequence[str]) -> bool:
    """Whether an address belongs to one of these: `cpas.be` as it stands, `*.cpas.be` for what lies under it."""
    domain = email.rpartition("@")[2].lower()
    return any(
        domain.endswith(allowed[1:]) if allowed.startswith("*.") else domain == allowed
        for allowed in (each.lower().lstrip("@") for each in domains)
    )


def may_invite(user: User) -> bool:
    """Whether this person's word lets somebody in: any member's, or only that of who keeps a place."""
    if not user.is_active:
        return False
    return runs_the_site(user) or settings.JOIN_INVITERS == "members" or Role.objects.of(user).exists()


def is_waiting(email: str) -> bool:
    """Whether somebody with this address waits for a decision."""
    return Application.objects.waiting().filter(email__iexact=email).exists()
