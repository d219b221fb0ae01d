"""Who opens accounts, and what becomes of who asked."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from accounts.joining import actions
from accounts.joining.errors import AlreadyDecidedError
from accounts.joining.panels import waiting_for_my_agreement
from accounts.models import Application, User
from notifications.models import Notification
from territories.models import Basin, Part, Role
from tests.offers.factories import a_basin
from tests.territories.factories import BasinFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def basin() -> Basin:
    return a_basin()


@pytest.fixture
def facilitator(basin: Basin) -> User:
    user = User.objects.create_user("animation@cpas.test", "x", first_name="Sonia", last_name="Dethier")
    Role.objects.create(user=user, part=Part.FACILITATOR, basin=basin)
    return user


@pytest.fixture
def waiting(basin: Basin, facilitator: User) -> Application:
    asked = actions.apply(email="aicha@ailleurs.test", first_name="Aïcha", last_name="Benomar", basin=basin)
    return actions.confirm(application=asked)


def test_a_facilitator_accepts_once_and_the_newcomer_is_told(
    client: Client, work: Callable[[], int], waiting: Application, facilitator: User
) -> None:
    client.force_login(facilitator)
    assert "Aïcha Benomar" in client.get("/compte/inscriptions/").content.decode()
    assert waiting_for_my_agreement(facilitator, None, {}) is not None
    page = f"/compte/inscriptions/{waiting.key}/"
    assert "aicha@ailleurs.test" in client.get(page).content.decode()
    for _ in range(2):
        done = client.post(page, {"accept": "1", "word": "Bienvenue !"}, follow=True)
    assert "Le compte est ouvert" in done.content.decode()
    assert "Sonia Dethier" in done.content.decode()
    work()
    told = [letter for letter in mail.outbox if "est ouvert" in letter.subject]
    assert len(told) == 1
    assert "«\xa0Bienvenue !\xa0»" in told[0].body
    assert User.objects.get(email="aicha@ailleurs.test").is_active
    assert not Notification.objects.unread().exists(), "what no longer waits is taken back"
    assert waiting_for_my_agreement(facilitator, None, {}) is None


def test_a_refusal_leaves_no_account_and_who_was_refused_may_ask_again(
    work: Callable[[], int], waiting: Application, facilitator: User, basin: Basin
) -> None:
    actions.refuse(application=waiting, by=facilitator, word="Nous ne vous connaissons pas.")
    with pytest.raises(AlreadyDecidedError):
        actions.accept(application=waiting, by=facilitator)
    work()
    assert "Nous ne vous connaissons pas." in mail.outbox[-1].body
    assert not User.objects.filter(email="aicha@ailleurs.test").exists()
    again = actions.apply(email="aicha@ailleurs.test", first_name="Aïcha", last_name="Benomar", basin=basin)
    assert actions.confirm(application=again).state == Application.State.WAITING


def test_only_who_keeps_the_basin_sees_who_asks(client: Client, waiting: Application, basin: Basin) -> None:
    page, elsewhere = f"/compte/inscriptions/{waiting.key}/", BasinFactory()
    of_another = User.objects.create_user("autre@cpas.test", "x")
    Role.objects.create(user=of_another, part=Part.FACILITATOR, basin=elsewhere)
    editor = User.objects.create_user("redaction@cpas.test", "x")
    Role.objects.create(user=editor, part=Part.EDITOR, basin=basin)
    for stranger in (of_another, editor):
        client.force_login(stranger)
        assert "Aïcha" not in client.get("/compte/inscriptions/").content.decode()
        assert client.get(page).status_code == 404
        assert client.post(page, {"accept": "1"}).status_code == 404
    assert Client().get(page).status_code == 302
    for one in (
        User.objects.create_superuser("admin@cpas.test", "x"),
        Role.objects.create(
            user=User.objects.create_user("wallonie@cpas.test", "x"), part=Part.FACILITATOR, territory=basin.territory
        ).user,
    ):
        client.force_login(one)
        assert client.get(page).status_code == 200


def test_where_nobody_keeps_the_basin_who_runs_the_site_is_told(basin: Basin) -> None:
    admin = User.objects.create_superuser("admin@cpas.test", "x")
    asked = actions.apply(email="aicha@ailleurs.test", first_name="Aïcha", last_name="Benomar", basin=basin)
    actions.confirm(application=asked)
    assert Notification.objects.get().recipient == admin
