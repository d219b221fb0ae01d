"""What nobody types by accident: refused in a sentence, never a breakdown."""

from datetime import date

import pytest
from django.db import DataError
from django.test import Client, RequestFactory

from accounts.joining.forms import SignUpForm
from accounts.models import Profile, User
from territories.models import Initiative, StateOfPlay
from tests.territories.factories import BasinFactory
from ui.errors import plain_errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> User:
    person = User.objects.create_superuser("chef@exemple.test", "x", first_name="Nadia")
    client.force_login(person)
    return person


@pytest.mark.usefixtures("boss")
def test_a_number_that_no_database_holds_is_a_page_that_does_not_exist(client: Client) -> None:
    for kind in ("sheet", "offer", "organisation", "person"):
        ref = f"{kind}:{'9' * 30}"
        assert client.post("/mon-espace/garder/", {"ref": ref}).status_code == 404
        assert client.get("/territoires/retenir/", {"sur": ref}).status_code == 404


def test_what_postgresql_cannot_keep_is_a_request_that_cannot_be_read() -> None:
    met = plain_errors(lambda request: None).process_exception  # type: ignore[arg-type, attr-defined, return-value]
    request = RequestFactory().get("/annuaire/", {"structure": "\x00"})
    request.user = User()
    answer = met(request, DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"))
    assert answer is not None
    assert answer.status_code == 400
    assert met(request, DataError("value too long")) is None


def test_a_photo_that_is_gone_from_the_disk_is_missing(boss: User, client: Client) -> None:
    Profile.objects.create(user=boss, slug="nadia", photo="a" * 32)
    assert client.get(f"/annuaire/photos/{'a' * 32}/96/").status_code == 404


@pytest.mark.usefixtures("boss")
def test_the_form_of_an_edition_adds_no_initiative_without_a_page(client: Client) -> None:
    state = StateOfPlay.objects.create(basin=BasinFactory(), dated=date(2026, 9, 1), published=True)
    counts = {f"{form}-{count}_FORMS": "0" for form in ("chiffres", "initiatives") for count in ("TOTAL", "INITIAL")}
    forged = counts | {"initiatives-TOTAL_FORMS": "1", "initiatives-0-reason": "Sans page", "dated": "2026-09-01"}
    client.post(f"/territoires/etats-des-lieux/{state.pk}/", forged)
    assert not Initiative.objects.exists()
    assert client.get(state.get_absolute_url()).status_code == 200


def test_no_name_turns_the_line_of_a_letter_round() -> None:
    form = SignUpForm({"first_name": "Aïcha\u202e", "last_name": "Be\u2066nomar"})
    assert {"first_name", "last_name"} <= set(form.errors)
