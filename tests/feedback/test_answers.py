"""Anybody says whether a page answered: without account, cookie or trace, once a visit, and nothing that points at
somebody is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from feedback.models import Remark
from outbox.generation import generation
from tests.feedback.factories import remark
from tests.fichesactions.factories import restrict


def answer(client: Client, ref: object, reponse: str = "no", **headers: str) -> Any:
    return client.post(f"/avis/{ref}/", {"reponse": reponse}, **headers)


def test_a_stranger_answers_adds_a_sentence_and_is_thanked(client: Client, sheet: Any) -> None:
    page = client.get(sheet.url).text
    assert f'action="/avis/sheet:{sheet.pk}/"' in page
    assert page.index("Cette page a-t-elle répondu") > page.index("</article>")
    before = generation()
    thanks = answer(client, sheet.ref, HTTP_ORIGIN="http://testserver", HTTP_SEC_FETCH_SITE="same-origin")
    assert (thanks.status_code, thanks.cookies) == (302, {})
    asked = client.get(thanks["Location"])
    assert "<strong>non</strong>" in asked.text
    assert "no-store" in asked["Cache-Control"]
    assert "Que cherchiez-vous" in asked.text
    client.post(thanks["Location"], {"text": "Les horaires\0 du\u202e bus, <b>le soir</b>."})
    again = client.get(thanks["Location"])
    assert "Les horaires du bus, &lt;b&gt;le soir" in again.text
    assert not again.cookies
    kept = Remark.objects.get()
    assert (kept.ref, kept.verdict, kept.text) == (sheet.ref, "no", "Les horaires du bus, <b>le soir</b>.")
    assert generation() == before, "no page that strangers read has changed"


def test_nothing_of_whoever_answers_is_kept(client: Client, sheet: Any) -> None:
    reader = User.objects.create_user("lea@demo.test", "un mot de passe")
    client.force_login(reader)
    answer(client, sheet.ref, REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Un navigateur bien à elle")
    [row] = Remark.objects.values()
    said = {str(value) for name, value in row.items() if name not in {"visit", "id", "key"}}
    assert said == {"sheet", "no", "", str(timezone.localdate()), "None"}


def test_a_double_click_is_one_answer_and_another_visitor_is_another(client: Client, sheet: Any) -> None:
    first, second = answer(client, sheet.ref), answer(client, sheet.ref)
    assert first["Location"] == second["Location"]
    answer(client, sheet.ref, REMOTE_ADDR="192.0.2.8")
    assert Remark.objects.count() == 2
    client.post(first["Location"], {"reponse": "partly"})
    assert sorted(Remark.objects.values_list("verdict", flat=True)) == ["no", "partly"]


TELLING = {
    "0470 12 34 56": "un numéro de téléphone", "087/22.33.44": "un numéro de téléphone",
    "+33 (0)6 12 34 56 78": "un numéro de téléphone", "0032 470 12 34 56": "un numéro de téléphone",
    "lea.dumont@cpas-dison.example": "une adresse électronique",
    "85.07.30-033.28": "un numéro national", "85073003328": "un numéro national",
    "2 84 05 88 123 456 12": "un numéro de sécurité sociale",
}  # fmt: skip


@pytest.mark.parametrize(("told", "label"), TELLING.items())
def test_what_points_at_somebody_is_said_before_it_is_sent_and_never_kept(
    client: Client, sheet: Any, told: str, label: str
) -> None:
    towards = answer(client, sheet.ref)["Location"]
    warned = client.post(towards, {"text": f"Appelez Léa : {told} svp"}).text
    assert f"Votre texte contient {label}" in warned
    assert told in warned, "it is still there to be mended"
    assert Remark.objects.get().text == ""
    client.post(towards, {"text": f"Appelez Léa : {told} svp", "masquer": "1"})
    kept = Remark.objects.get().text
    assert told not in kept
    assert kept.startswith("Appelez Léa : [")
    assert kept.endswith("] svp")


@pytest.mark.parametrize(
    "text",
    ["Fermé depuis le 01/02/2024 à 10 h 30", "le 12.03.2025 et le 13.03.2025", "4800 Verviers, 2026-2027", "35 %"],
)
def test_dates_and_figures_point_at_nobody(client: Client, sheet: Any, text: str) -> None:
    client.post(answer(client, sheet.ref)["Location"], {"text": text})
    assert Remark.objects.get().text == text


def test_what_cannot_be_answered_is_missing_alike(
    client: Client, sheet: Any, members_sheet: Any, signed_in: Callable[[User], Client]
) -> None:
    missing = answer(client, "sheet:999999")
    for ref in (
        members_sheet.ref,
        "sheet:abc",
        "person:1",
        "n:importe:quoi",
        "sheet",
        f"sheet:{'9' * 119}",
        "rien:1\0",
    ):
        refused = answer(client, ref)
        assert (refused.status_code, refused.content) == (404, missing.content), ref
        assert client.get(f"/signaler/{ref}/").status_code == 404, ref
    assert answer(client, sheet.ref, "peut-être").status_code == 400
    assert client.get(f"/avis/{sheet.ref}/").status_code == 405
    assert client.get("/avis/suite/pas-une-visite/").status_code == 404
    restrict(sheet)
    assert answer(client, sheet.ref).status_code == 404
    assert not Remark.objects.exists()


def test_members_answer_on_their_own_pages_and_no_title_leaks(
    client: Client, members_sheet: Any, signed_in: Callable[[User], Client]
) -> None:
    member = signed_in(User.objects.create_user("lea@demo.test", "un mot de passe"))
    page = member.get(members_sheet.url).text
    action = page.split('action="/avis/')[1].split('"')[0]
    thanks = client.post(f"/avis/{action}", {"reponse": "yes"})  # Whoever sends it: the view looks at no session.
    assert Remark.objects.get().ref == members_sheet.ref
    assert "Entre membres" in member.get(thanks["Location"]).text
    assert "Entre membres" not in client.get(thanks["Location"]).text
    forged = action.replace(f"sheet:{members_sheet.pk}:", "sheet:1:")
    assert client.post(f"/avis/{forged}", {"reponse": "yes"}).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://ailleurs.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"},
     {"sec-fetch-site": "same-site", "origin": "http://testserver"}],
)  # fmt: skip
def test_what_another_site_sends_is_refused(client: Client, sheet: Any, headers: dict[str, str]) -> None:
    visit = remark(sheet.ref).visit
    for path in (f"/avis/{sheet.ref}/", f"/avis/suite/{visit}/", f"/signaler/{sheet.ref}/"):
        assert client.post(path, {"reponse": "yes", "text": "x", "reason": "link"}, headers=headers).status_code == 403
    assert Remark.objects.get().verdict == "no"


def test_too_long_a_text_is_told_so_and_a_machine_is_thanked_for_nothing(client: Client, sheet: Any) -> None:
    towards = answer(client, sheet.ref)["Location"]
    refused = client.post(towards, {"text": "é" * 100_000})
    assert refused.status_code == 200
    assert "trop long" in refused.text
    assert client.post(towards, {"text": "casino", "site": "https://casino.example"}).status_code == 302
    assert Remark.objects.get().text == ""


def test_an_answer_grows_old(client: Client, sheet: Any) -> None:
    old = remark(sheet.ref, given_on=timezone.localdate() - timedelta(days=2))
    assert client.get(f"/avis/suite/{old.visit}/").status_code == 404
    settled = remark(sheet.ref, done_at=timezone.now())
    assert client.post(f"/avis/suite/{settled.visit}/", {"text": "encore"}).status_code == 404


def test_five_hundred_answers_a_minute_from_one_address_are_too_many(
    client: Client, sheet: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REQUESTS_PER_MINUTE = {"leave_answer": 3}
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    codes = [answer(client, sheet.ref, HTTP_USER_AGENT=str(n)).status_code for n in range(5)]
    assert codes == [302, 302, 302, 429, 429]
    assert Remark.objects.count() == 3
