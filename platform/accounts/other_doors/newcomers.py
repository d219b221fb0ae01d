"""Who comes by another door and has no account yet: what it said of them, until they have signed up."""

from typing import TypedDict

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.db import transaction
from django.http import HttpRequest

from accounts.joining import actions
from accounts.models import Application
from territories.models import Basin

_SAID = "other_doors.said"


class Said(TypedDict):
    """What a door said of somebody."""

    door: str
    uid: str
    name: str
    """The door's, as people know it."""
    email: str
    first_name: str
    last_name: str
    confirmed: bool
    """Whether it vouches for the address."""


def remember(request: HttpRequest, login: SocialLogin, typed: dict[str, str]) -> None:
    """Keep it for the form to sign up, which then asks nothing of it again."""
    request.session[_SAID] = Said(
        door=login.account.provider, uid=login.account.uid, name=str(login.provider), email=typed["email"],
        first_name=typed["first_name"], last_name=typed["last_name"], confirmed=bool(confirmed_address(login)),
    )  # fmt: skip


def what_was_said(request: HttpRequest) -> Said | None:
    """What the door by which they came said of them."""
    said: Said | None = request.session.get(_SAID)
    return said


def forget(request: HttpRequest) -> None:
    """They have signed up."""
    request.session.pop(_SAID, None)


def confirmed_address(login: SocialLogin) -> str:
    """The address that the door vouches for."""
    return next((str(each.email).lower() for each in login.email_addresses if each.verified), "")


def holder_of(address: str) -> EmailAddress | None:
    """Who confirmed this address here, their account being open or not."""
    found = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user")
    return found.first() if address else None


def join_by_door(
    *, said: Said, email: str, first_name: str, last_name: str, basin: Basin, password: str = "", trade: str = "",
    organisation: str = "",
) -> Application:  # fmt: skip
    """Join with an address that a door confirmed: under the same rules as everyone, without a code. The door opens the
    account from then on. Raises AlreadyMemberError."""
    with transaction.atomic():
        application = actions.apply(
            email=email, first_name=first_name, last_name=last_name, basin=basin, password=password, trade=trade,
            organisation=organisation, confirmed=True,
        )  # fmt: skip
        application = actions.confirm(application=application)
        SocialAccount.objects.get_or_create(provider=said["door"], uid=said["uid"], defaults={"user": application.user})
    return application
