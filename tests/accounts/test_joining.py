"""Becoming a member: sign up, confirm by a code or a link, wait for an agreement, be welcomed."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.joining.tasks import forget_old_applications
from accounts.models import Application, User, profile_of
from notifications.models import Notification
from territories.models import Basin, Part, Role
from tests.offers.factories import a_basin

pytestmark = pytest.mark.django_db
Work = Callable[[], int]


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    """Limits count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture(autouse=True)
def one_domain_is_admitted(settings: Settings) -> None:
    settings.JOIN_DOMAINS = ["cpas.test"]


@pytest.fixture
def basin() -> Basin:
    return a_basin()


def typed(place: Basin, /, **changes: str) -> dict[str, str]:
    """What somebody types to join."""
    return {
        "email": "Aicha@cpas.test", "first_name": "Aïcha", "last_name": "Benomar", "basin": place.slug,
        "trade": "Assistante sociale", "organisation": "CPAS de Dison", "password": "trois mots sans rapport",
        **changes,
    }  # fmt: skip


def code_in(letter: str) -> str:
    found = re.search(r"^Votre code\xa0: (\d{6})$", letter, re.MULTILINE)
    assert found is not None, letter
    return found[1]


def link_in(letter: str) -> str:
    found = re.search(r"https?://[^/\s]+(/compte/\S+)", letter)
    assert found is not None, letter
    return found[1]


def ask(client: Client, work: Work, basin: Basin, **changes: str) -> str:
    """Sign up in this browser; the letter that comes of it."""
    answer = client.post("/compte/inscription/", typed(basin, **changes))
    assert (answer.status_code, answer["Location"]) == (302, "/compte/inscription/code/")
    work()
    return str(mail.outbox[-1].body)


def test_a_code_typed_in_the_browser_that_asked_opens_the_account_and_nothing_is_asked_again(
    client: Client, work: Work, basin: Basin
) -> None:
    letter = ask(client, work, basin)
    assert not User.objects.exists(), "nobody has an account by writing an address"
    code = code_in(letter)
    done = client.post("/compte/inscription/code/", {"code": f"{code[:3]} {code[3:]}", "remember": "on"})
    assert done["Location"] == "/compte/bienvenue/"
    member = User.objects.get(email="aicha@cpas.test")
    assert client.session["_auth_user_id"] == str(member.pk)
    assert client.session.get_expiry_age() > 89 * 86400
    welcome = client.get("/compte/bienvenue/").content.decode()
    for said in (
        "Assistante sociale",
        "CPAS de Dison",
        f'value="{basin.slug}" selected',
        "Rien n’est montré aux inconnus",
    ):
        assert said in welcome
    left = client.post("/compte/bienvenue/", {"skip": "1"})
    assert left["Location"] == basin.get_absolute_url()
    profile = profile_of(member)
    assert (profile.trade, profile.basin) == ("Assistante sociale", basin), "what was typed is kept even so"
    again = Client().post("/compte/connexion/", {"login": "aicha@cpas.test", "password": "trois mots sans rapport"})
    assert again["Location"] == "/", "welcomed once"


def test_the_letters_link_confirms_on_another_device_once_and_only_when_asked_to(
    client: Client, work: Work, basin: Basin
) -> None:
    letter = ask(client, work, basin)
    link, phone = link_in(letter), Client()
    assert "Aïcha Benomar" in Client().get(link).content.decode()
    assert not User.objects.exists(), "a mail scanner opens every link"
    assert "ne sera pas gardé" in phone.get(link).content.decode()
    assert phone.post(link)["Location"] == "/compte/bienvenue/"
    assert "_auth_user_id" in phone.session
    assert not User.objects.get().has_usable_password(), "whoever asked in their name does not wait behind it"
    assert Client().post(link).status_code == 410
    late = client.post("/compte/inscription/code/", {"code": code_in(letter)})
    assert "Un compte existe déjà" in late.content.decode()
    assert "_auth_user_id" not in client.session, "one confirmation opens one session"
    assert Client().get(link[:-3] + "abc/").status_code == 410


def test_a_code_stands_few_tries_ages_and_is_replaced_by_the_next(client: Client, work: Work, basin: Basin) -> None:
    first = code_in(ask(client, work, basin))
    wrong = f"{(int(first) + 1) % 1_000_000:06}"
    answers = [client.post("/compte/inscription/code/", {"code": wrong}).content.decode() for _ in range(5)]
    assert "il reste 4 essais" in answers[0]
    for spent in (answers[-1], client.post("/compte/inscription/code/", {"code": first}).content.decode()):
        assert "Ce code ne vaut plus" in spent
    assert "Un autre code est parti" in client.post("/compte/inscription/code/autre/").content.decode()
    work()
    second = code_in(str(mail.outbox[-1].body))
    assert first != second
    assert "Ce code n’est pas le bon" in client.post("/compte/inscription/code/", {"code": first}).content.decode()
    Application.objects.update(sent_at=timezone.now() - timedelta(minutes=21))
    assert "Ce code ne vaut plus" in client.post("/compte/inscription/code/", {"code": second}).content.decode()
    for _ in range(3):
        last = client.post("/compte/inscription/code/autre/")
    assert "Assez de codes" in last.content.decode()
    assert not User.objects.exists()


def test_signing_up_tells_nothing_of_the_address(work: Work, basin: Basin) -> None:
    User.objects.create_user("membre@cpas.test", "trois mots sans rapport")
    pages = []
    for email in ("membre@cpas.test", "inconnue@cpas.test"):
        browser = Client()
        ask(browser, work, basin, email=email.upper())
        page = browser.get("/compte/inscription/code/").content.decode()
        wrong = browser.post("/compte/inscription/code/", {"code": "12"}).content.decode()
        pages.append(re.sub(rf"{email}|value=\"\w{{64}}\"", "", page + wrong))
    assert pages[0] == pages[1]
    known, unknown = mail.outbox
    assert known.subject.startswith("Vous avez déjà un compte")
    assert not re.search(r"\d{6}", known.body), "no code opens what is open already"
    assert code_in(str(unknown.body))


def test_two_people_confirming_one_address_make_one_account(work: Work, basin: Basin) -> None:
    one, other = Client(), Client()
    letters = [ask(one, work, basin), ask(other, work, basin, first_name="Une autre")]
    one.post("/compte/inscription/code/", {"code": code_in(letters[0])})
    late = other.post("/compte/inscription/code/", {"code": code_in(letters[1])})
    assert "Un compte existe déjà" in late.content.decode()
    assert User.objects.get().first_name == "Aïcha"
    assert "_auth_user_id" not in other.session


def test_another_address_waits_for_an_agreement_and_everyone_is_told(client: Client, work: Work, basin: Basin) -> None:
    facilitator = User.objects.create_user("animation@cpas.test", "x", first_name="Sonia")
    Role.objects.create(user=facilitator, part=Part.FACILITATOR, basin=basin)
    letter = ask(client, work, basin, email="aicha@ailleurs.test")
    waiting = client.post("/compte/inscription/code/", {"code": code_in(letter)}, follow=True)
    assert "Votre inscription attend un accord" in waiting.content.decode()
    assert "_auth_user_id" not in client.session
    work()
    assert "Votre adresse est confirmée" in mail.outbox[-1].body
    assert Notification.objects.get(recipient=facilitator).event == "joining.waits"
    signed = Client().post(
        "/compte/connexion/", {"login": "aicha@ailleurs.test", "password": "trois mots sans rapport"}, follow=True
    )
    assert "attend un accord" in signed.content.decode()
    ask(Client(), work, basin, email="aicha@ailleurs.test")
    assert "Il n’y a rien à refaire" in mail.outbox[-1].body


def test_where_an_invitation_is_needed_the_form_says_so_whoever_asks(client: Client, basin: Basin) -> None:
    basin.territory.admission = "invitation"
    basin.territory.open_domains = "*.wallonie.test\ncpas-dison.test"
    basin.territory.save()
    for email, enters in (("a@ailleurs.test", False), ("a@b.wallonie.test", True), ("a@pas-wallonie.test", False)):
        answer = client.post("/compte/inscription/", typed(basin, email=email))
        assert (answer.status_code == 302) is enters, email
        assert enters or "sur invitation" in answer.content.decode()


def test_what_is_typed_is_refused_in_words(client: Client, basin: Basin) -> None:
    page = client.post(
        "/compte/inscription/",
        typed(basin, email="pas une adresse", first_name="Gagnez http://x.test", password="court", basin="ailleurs"),
    ).content.decode()
    for sentence in ("Cette adresse n’est pas complète", "Écrivez seulement un nom", "Choisissez un bassin", "10 car"):
        assert sentence in page, sentence
    assert not Application.objects.exists()


def test_nobody_is_kept_who_never_confirmed(client: Client, work: Work, basin: Basin) -> None:
    ask(client, work, basin)
    assert forget_old_applications.call() == 0
    Application.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert forget_old_applications.call() == 1
    assert client.get("/compte/inscription/code/")["Location"] == "/compte/connexion/"


def test_a_request_that_nobody_answers_is_forgotten_and_whoever_waited_is_told(basin: Basin) -> None:
    long_ago = timezone.now() - timedelta(days=91)
    said = {"email": "lea@ailleurs.test", "first_name": "Léa", "state": Application.State.WAITING, "basin": basin}
    Application.objects.create(asked_at=long_ago, **said)
    Application.objects.create(asked_at=long_ago + timedelta(days=2), **(said | {"email": "tom@ailleurs.test"}))
    assert forget_old_applications.call() == 1
    assert Application.objects.get().email == "tom@ailleurs.test"
    assert [(letter.to, "Ce n’est pas un refus" in letter.body) for letter in mail.outbox] == [
        (["lea@ailleurs.test"], True)
    ]


def test_one_address_gets_few_letters(client: Client, basin: Basin) -> None:
    answers = [client.post("/compte/inscription/", typed(basin)) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
