"""A member's word for somebody: one address, one use, two weeks."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.joining import actions
from accounts.models import Application, Invitation, User
from territories.models import Basin, Part, Role
from tests.offers.factories import a_basin

pytestmark = pytest.mark.django_db
Work = Callable[[], int]
GUEST = "thomas@ailleurs.test"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


@pytest.fixture
def basin() -> Basin:
    return a_basin()


@pytest.fixture
def host(client: Client) -> User:
    user = User.objects.create_user("sonia@cpas.test", "x", first_name="Sonia", last_name="Dethier")
    client.force_login(user)
    return user


def invited(client: Client, work: Work, email: str = GUEST) -> str:
    """Invite this address; the way that the letter's link leads."""
    assert client.post("/compte/invitations/", {"email": email})["Location"] == "/compte/invitations/?envoyee=1"
    work()
    found = re.search(r"https?://[^/\s]+(/compte/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def typed(basin: Basin, **changes: str) -> dict[str, str]:
    return {"first_name": "Thomas", "last_name": "Renard", "basin": basin.slug, **changes}


def test_an_invitation_opens_the_account_of_its_own_address_once(
    client: Client, work: Work, host: User, basin: Basin
) -> None:
    link, guest = invited(client, work), Client()
    page = guest.get(link).content.decode()
    assert "Sonia Dethier vous invite" in page
    assert GUEST in page
    assert not User.objects.filter(email=GUEST).exists(), "a mail scanner opens every link"
    entered = guest.post(link, typed(basin, email="une-autre@ailleurs.test"))
    assert entered["Location"] == "/compte/bienvenue/"
    member = User.objects.get(email=GUEST)
    assert guest.session["_auth_user_id"] == str(member.pk)
    for replay in (Client().get(link), Client().post(link, typed(basin))):
        assert replay.status_code == 410
        assert "Cette invitation ne vaut plus" in replay.content.decode()
    assert "Acceptée" in client.get("/compte/invitations/").content.decode()
    assert User.objects.count() == 2


def test_the_database_holds_nothing_that_opens(client: Client, work: Work, host: User) -> None:
    token = invited(client, work).rstrip("/").rpartition("/")[2]
    row = Invitation.objects.values().get()
    assert token not in str(row)
    assert Client().get(f"/compte/invitation/{row['token_hash']}/").status_code == 410
    assert Client().get(f"/compte/invitation/{row['nonce']}/").status_code == 410


def test_an_invitation_is_taken_back_replaced_or_grows_old(client: Client, work: Work, host: User) -> None:
    first = invited(client, work)
    second = invited(client, work)
    assert Client().get(first).status_code == 410, "the earlier letter opens nothing any more"
    assert Client().get(second).status_code == 200
    other = User.objects.create_user("autre@cpas.test", "x")
    invitation = Invitation.objects.get()
    thief = Client()
    thief.force_login(other)
    assert thief.post(f"/compte/invitations/{invitation.pk}/retirer/").status_code == 404
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().get(second).status_code == 410
    third = invited(client, work)
    client.post(f"/compte/invitations/{invitation.pk}/retirer/")
    assert Client().get(third).status_code == 410
    assert "Retirée" in client.get("/compte/invitations/").content.decode()


def test_inviting_tells_nothing_of_the_address(client: Client, work: Work, host: User) -> None:
    User.objects.create_user("membre@cpas.test", "x")
    pages = []
    for email in ("membre@cpas.test", "inconnue@cpas.test"):
        answer = client.post("/compte/invitations/", {"email": email}, follow=True).content.decode()
        Invitation.objects.filter(email=email).delete()
        pages.append(re.sub(rf"{email}|value=\"\w{{64}}\"|/\d+/retirer", "", answer))
    assert pages[0] == pages[1]


def test_who_is_a_member_already_is_sent_to_the_door(client: Client, work: Work, host: User, basin: Basin) -> None:
    member = User.objects.create_user(GUEST, "x")
    assert invited(client, work) == "/compte/connexion/"
    token = actions.keys.invitation_token(Invitation.objects.get())
    assert Client().post(f"/compte/invitation/{token}/", typed(basin)).status_code == 410
    assert User.objects.get(email=GUEST) == member


def test_an_invitation_opens_the_account_of_who_waits_already(
    client: Client, work: Work, host: User, basin: Basin
) -> None:
    asked = actions.apply(email=GUEST, first_name="Thomas", last_name="Renard", basin=basin)
    actions.confirm(application=asked)
    guest = Client()
    guest.post(invited(client, work), typed(basin))
    member = User.objects.get(email=GUEST)
    assert guest.session["_auth_user_id"] == str(member.pk)
    assert Application.objects.get().state == Application.State.ACCEPTED


def test_the_rule_of_who_invites_and_how_often(client: Client, settings: Settings, host: User, basin: Basin) -> None:
    settings.JOIN_INVITERS = "keepers"
    assert client.get("/compte/invitations/").status_code == 403
    Role.objects.create(user=host, part=Part.EDITOR, basin=basin)
    answers = [client.post("/compte/invitations/", {"email": f"n{n}@ailleurs.test"}).status_code for n in range(21)]
    assert answers == [302] * 20 + [429]
