"""Two editors on the same page: the second sees both texts, and neither is lost."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from fichesactions.models import ActionSheet, HomePage
from fichesactions.models.sections import FEATURES
from tests.fichesactions.factories import make_page, person
from tests.fichesactions.test_editing import form

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


@pytest.fixture
def page(home: HomePage) -> ActionSheet:
    return make_page("Une fiche", summary="Le texte de départ.")


def editor(name: str, *groups: str) -> Client:
    client = Client()
    client.force_login(person(f"{name}@demo.test", *groups))
    return client


def url(page: ActionSheet) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def opened(client: Client, page: ActionSheet) -> dict[str, str]:
    """What the editor says, on opening, of the version it shows."""
    return {name: value for name, value in HIDDEN.findall(client.get(url(page)).content.decode()) if "loaded" in name}


def texts(page: ActionSheet) -> list[str]:
    return [revision.as_object().summary for revision in page.revisions.order_by("pk")]


def without(kind: str, html: str) -> str:
    """What a column shows: the style sheet hides there what belongs to the other version."""
    return re.sub(r"<[^>]*>", "", re.sub(rf'<span class="{kind}">.*?</span>', "", html))


@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
def test_the_second_to_save_sees_both_texts_and_may_then_keep_her_own(page: ActionSheet, button: str) -> None:
    first, second = editor("aline", "Relecture"), editor("bea", "Relecture")
    seen_by_first, seen_by_second = opened(first, page), opened(second, page)
    pressed = {button: "1"} if button else {}
    first.post(url(page), form("Une fiche", summary="Le texte d’Aline.") | seen_by_first)
    steps = rich_text("<p>Les gestes de Béa.</p>", features=FEATURES)
    answer = second.post(
        url(page), form("Une fiche", summary="Le texte de Béa.", steps=steps) | seen_by_second | pressed
    )

    assert answer.status_code == 409
    shown = unescape(answer.content.decode())
    assert "Le texte d’Aline." in without("addition", shown)
    assert "Le texte de Béa." in without("deletion", shown)
    assert "gestes de Béa" in without("deletion", shown)
    assert texts(page)[-1] == "Le texte d’Aline."

    again: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(answer.content.decode().split('<form method="post"')[1]):
        again.setdefault(name, []).append(unescape(value))
    assert second.post(url(page), again).status_code == 302
    assert texts(page)[-2:] == ["Le texte d’Aline.", "Le texte de Béa."]
    page.refresh_from_db()
    assert (page.summary == "Le texte de Béa.") is (button == "action-publish")


def test_whoever_saw_the_latest_version_saves_without_a_question(page: ActionSheet) -> None:
    client = editor("aline", "Rédaction")
    for text in ("Un.", "Deux."):
        sent = form("Une fiche", summary=text) | opened(client, page)
        assert client.post(url(page), sent).status_code == 302
    assert texts(page)[-1] == "Deux."


def test_a_version_that_wagtail_saved_by_itself_since_counts_too(page: ActionSheet) -> None:
    first, second = editor("aline", "Rédaction"), editor("bea", "Rédaction")
    first.post(url(page), form("Une fiche", summary="Aline, début.") | opened(first, page))
    seen = opened(second, page)
    page.refresh_from_db()
    kept = page.get_latest_revision()
    sent: dict[str, Any] = form("Une fiche", summary="Aline, suite.") | {"overwrite_revision_id": kept.pk}
    said = first.post(url(page), sent, headers={"accept": "application/json"}).json()
    assert said["success"], said
    assert second.post(url(page), form("Une fiche", summary="Béa.") | seen).status_code == 409


def test_a_save_that_is_refused_keeps_its_text_for_the_next_try(page: ActionSheet) -> None:
    first, second = editor("aline", "Rédaction"), editor("bea", "Rédaction")
    seen = opened(second, page)
    first.post(url(page), form("Une fiche", summary="Aline.") | opened(first, page))
    answer = second.post(url(page), form("Une fiche", summary="Béa.", verified_on="un jour") | seen)
    assert answer.status_code == 409
    assert ("verified_on", "un jour") in HIDDEN.findall(answer.content.decode())


def test_the_same_text_sent_twice_is_saved_without_a_question(page: ActionSheet) -> None:
    client = editor("aline", "Rédaction")
    sent = form("Une fiche", summary="Une fois.") | opened(client, page)
    assert [client.post(url(page), sent).status_code for _ in range(2)] == [302, 302]
