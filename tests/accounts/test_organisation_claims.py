"""« C’est ma structure »: who is believed at once, who answers for the others, and what a keeper writes."""

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

import vocabulary.seeding
from accounts.models import Claim, ClaimState, Organisation, User
from accounts.structures.claiming import NotADeciderError, accept, claim
from accounts.structures.domains import own_domains
from notifications.models import Notification
from territories.models import Part, Role
from tests.offers.factories import LIEGE, a_basin, a_structure, deliver
from vocabulary.models import Sector

pytestmark = pytest.mark.django_db
SITE = {"site_web": "https://www.cpas-essai.example/", "courriel": "accueil@cpas-essai.example", **LIEGE}
WORDS = dict.fromkeys(Organisation.OWN, "")


def somebody(email: str, **fields: object) -> User:
    user = User.objects.create_user(email, "x", first_name=email.partition("@")[0].capitalize(), **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def organisation(tmp_path: Path) -> Organisation:
    vocabulary.seeding.load()
    a_basin()
    deliver(tmp_path, a_structure(nom="CPAS de l’essai", **SITE))
    return Organisation.objects.get()


@pytest.fixture
def facilitator(organisation: Organisation) -> User:
    user = somebody("sonia@bassin.example")
    Role.objects.create(user=user, part=Part.FACILITATOR, basin=organisation.basin)
    return user


@pytest.mark.parametrize(
    ("email", "state"),
    [
        ("luc@cpas-essai.example", ClaimState.ACCEPTED),
        ("luc@mail.cpas-essai.example", ClaimState.WAITING),
        ("luc@gmail.com", ClaimState.WAITING),
        ("luc@autre.example", ClaimState.WAITING),
    ],
)
def test_who_writes_from_its_own_domain_is_believed_at_once(
    organisation: Organisation, email: str, state: ClaimState
) -> None:
    assert claim(organisation=organisation, by=somebody(email)).state == state


def test_an_unconfirmed_address_a_mailbox_for_all_a_network_and_what_members_typed_prove_nothing(
    organisation: Organisation, tmp_path: Path
) -> None:
    unsure = User.objects.create_user("luc@cpas-essai.example", "x")
    EmailAddress.objects.create(user=unsure, email=unsure.email, verified=False)
    assert claim(organisation=organisation, by=unsure).state == ClaimState.WAITING
    Organisation.objects.update(email="structure@gmail.com", website="", site_host="")
    assert own_domains(Organisation.objects.get()) == frozenset()
    site = {"website": "https://autre.example", "site_host": "autre.example"}
    entered = Organisation.objects.create(slug="a", name="A", **site)
    assert own_domains(entered) == frozenset()
    deliver(tmp_path, *(a_structure(f"n{key}", site_web="https://reseau.example/") for key in range(6)))
    assert own_domains(Organisation.objects.get(source_id="essai--structure-n1")) == frozenset()


def test_a_request_is_told_answered_and_asked_again_once(organisation: Organisation, facilitator: User) -> None:
    asker, page = somebody("luc@autre.example"), organisation.get_absolute_url()
    mine, theirs = signed_in(asker), signed_in(facilitator)
    for _ in range(2):
        assert mine.post(f"{page}c-est-ma-structure/", {"word": "J’y suis assistant social."}).status_code == 302
    asked = Claim.objects.get()
    told = Notification.objects.values_list("recipient", "event")
    assert list(told) == [(facilitator.pk, "structure.claim_waits")]
    answer = f"{page}demandes/{asked.pk}/"
    assert "J’y suis assistant social." in theirs.get(answer).content.decode()
    assert f"{answer}" in theirs.get(page).content.decode()
    assert {mine.get(answer).status_code, signed_in(somebody("x@y.example")).get(answer).status_code} == {404}
    assert mine.post(f"{page}completer/", WORDS | {"version": 0}).status_code == 404
    theirs.post(answer, {"reponse": "non", "word": "Appelez-nous d’abord."})
    assert set(told.all()) == {(asker.pk, "structure.claim_refused")}, "nobody is asked any more"
    assert "Appelez-nous d’abord." in mine.get(f"{page}c-est-ma-structure/").content.decode()
    mine.post(f"{page}c-est-ma-structure/", {"word": "C’est fait."})
    theirs.post(answer, {"reponse": "oui"})
    theirs.post(answer, {"reponse": "non", "word": "Trop tard."})
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (ClaimState.ACCEPTED, facilitator)
    assert mine.get(f"{page}completer/").status_code == 200
    mine.post(f"{page}quitter/")
    assert mine.get(f"{page}completer/").status_code == 404


def test_nobody_answers_their_own_request_or_that_of_another_basin(
    organisation: Organisation, facilitator: User
) -> None:
    elsewhere = somebody("paul@ailleurs.example")
    Role.objects.create(user=elsewhere, part=Part.FACILITATOR, basin=a_basin("BE:63079", "Verviers"))
    asked = claim(organisation=organisation, by=facilitator)
    for user in (facilitator, elsewhere):
        with pytest.raises(NotADeciderError):
            accept(claim=asked, by=user)


def test_what_its_people_say_stands_beside_its_source_and_no_delivery_touches_it(
    organisation: Organisation, tmp_path: Path
) -> None:
    keeper, page = somebody("luc@cpas-essai.example"), organisation.get_absolute_url()
    client, sector = signed_in(keeper), Sector.objects.first()
    assert sector
    client.post(f"{page}c-est-ma-structure/", {"word": ""})
    told = {"own_description": "Nous à nous.", "own_notice": "Sonnez à gauche.", "own_phone": "04 111 22 33"}
    saved = client.post(f"{page}completer/", WORDS | told | {"sectors": [sector.pk], "version": 0})
    assert saved.status_code == 302
    deliver(tmp_path, a_structure(nom="CPAS renommé", description="De la source.", telephone="+3240000000", **SITE))
    shown = Client().get(page).content.decode()
    for words in (*told.values(), "CPAS renommé", "Par la structure, le", sector.label, '"telephone": "04 111 22 33"'):
        assert words in shown
    assert "De la source." not in shown
    exported = Client().get("/api/v1/structures").json()["items"][0]
    assert (exported["description"], exported["telephone"]) == ("De la source.", "+3240000000")
    client.post(f"{page}completer/", WORDS | {"own_notice": "Sonnez.", "version": 1})
    assert "De la source." in Client().get(page).content.decode(), "an empty answer leaves the word to the source"


def test_a_form_begun_on_an_older_text_gets_both(organisation: Organisation) -> None:
    page = f"{organisation.get_absolute_url()}completer/"
    first, second = (signed_in(somebody(f"{name}@cpas-essai.example")) for name in ("luc", "zoe"))
    for client in (first, second):
        client.post(f"{organisation.get_absolute_url()}c-est-ma-structure/", {"word": ""})
    first.post(page, WORDS | {"own_notice": "Sonnez à gauche.", "version": 0})
    both = second.post(page, WORDS | {"own_notice": "Frappez fort.", "version": 0}).content.decode()
    assert "Sonnez à gauche." in both
    assert "Frappez fort." in both
    assert "Luc" in both
    assert Organisation.objects.get().own_notice == "Sonnez à gauche."
    second.post(page, WORDS | {"own_notice": "Frappez fort.", "version": 1})
    assert Organisation.objects.get().own_notice == "Frappez fort."
