"""The story of a sheet in the admin: written, submitted, reviewed, published, moved, closed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from fichesactions.models import ActionSheet, HomePage, KnowledgePage
from fichesactions.models.sections import FEATURES
from tests.fichesactions.factories import heard, make_folder, make_page, person, refs_heard, shelf
from vocabulary.models import Theme


def form(title: str, **more: Any) -> dict[str, Any]:
    """What the browser posts from the editor."""
    parts = [section.field for section in ActionSheet.sections] + ["body"]
    contributor = {"name": "Nadia Colson", "role": "assistante sociale", "organisation": "CPAS de Dison"}
    return nested_form_data(
        {
            "title": title,
            "slug": "une-fiche",
            **{part: rich_text("<p>Un texte.</p>", features=FEATURES) for part in parts},
            "contributors": inline_formset([contributor]),
            "attachments": inline_formset([]),
            "comments": inline_formset([]),
            "origins": inline_formset([]),
            **more,
        }
    )


@pytest.fixture
def writer(home: HomePage) -> Client:
    client = Client()
    client.force_login(person("redactrice@demo.test", "Rédaction"))
    return client


@pytest.fixture
def reviewer(home: HomePage) -> Client:
    client = Client()
    client.force_login(person("relectrice@demo.test", "Relecture"))
    return client


def add_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["fichesactions", "actionsheet", shelf().pk])


def edit_url(page: KnowledgePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_sheet_goes_from_draft_to_review_to_the_public(writer: Client, reviewer: Client, client: Client) -> None:
    theme = Theme.objects.create(slug="mobilite", label="Mobilité")
    posted = writer.post(add_url(), form("Une fiche") | {"themes": [theme.pk], "action-submit": "1"})
    page = ActionSheet.objects.get()
    assert posted.status_code == 302
    assert not page.live
    assert heard == []
    assert client.get(page.get_url()).status_code == 404

    state = page.current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    reviewer.post(approve, {"comment": "Très clair."})
    page.refresh_from_db()
    assert page.live
    assert refs_heard() == {page.ref}
    public = client.get(page.get_url()).content.decode()
    assert "Nadia Colson, assistante sociale" in public
    assert "Mobilité" in public


def test_a_writer_cannot_publish_without_review(writer: Client) -> None:
    writer.post(add_url(), form("Une fiche") | {"action-publish": "1"})
    assert not ActionSheet.objects.get().live
    assert heard == []


def test_the_editor_opens_in_french_with_its_tabs(writer: Client) -> None:
    content = writer.get(add_url()).content.decode()
    for words in ("Contenu", "Classement", "Auteurs et fraîcheur", "Adresse et publication", "Étape par étape"):
        assert words in content


def test_a_verification_without_a_name_is_refused(writer: Client) -> None:
    response = writer.post(add_url(), form("Une fiche", verified_on="2026-11-03"))
    assert not ActionSheet.objects.exists()
    assert "Dites qui a vérifié la page" in response.content.decode()


def test_versions_can_be_compared(writer: Client, reviewer: Client) -> None:
    page = make_page("Une fiche")
    reviewer.post(edit_url(page), form("Une fiche corrigée") | {"action-publish": "1"})
    first, last = page.revisions.order_by("pk").values_list("pk", flat=True)
    compared = reviewer.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, last]))
    assert "corrigée" in compared.content.decode()


def test_a_draft_can_be_previewed(writer: Client) -> None:
    page = make_page("Une fiche", live=False)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert writer.post(preview, form("Titre en cours")).json()["is_valid"]
    assert "Titre en cours" in writer.get(preview).content.decode()


def test_retiring_and_moving_under_a_closed_folder_are_told(reviewer: Client) -> None:
    page, folder = make_page("Une fiche"), make_folder("Entre nous")
    heard.clear()
    reviewer.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, folder.pk]))
    assert refs_heard() == {page.ref}
    heard.clear()
    reviewer.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert refs_heard() == {page.ref}
    assert not KnowledgePage.objects.get(pk=page.pk).live


def test_privacy_set_in_the_admin_is_told(reviewer: Client, client: Client) -> None:
    page = make_page("Une fiche")
    heard.clear()
    reviewer.post(
        reverse("wagtailadmin_pages:set_privacy", args=[shelf().pk]), {"restriction_type": PageViewRestriction.LOGIN}
    )
    assert refs_heard() == {page.ref}
    assert client.get(page.get_url()).status_code == 404


def test_a_publication_that_cannot_be_told_is_not_made(reviewer: Client, settings: Settings) -> None:
    page = make_page("Une fiche")
    settings.SUBSCRIPTIONS = "tests.fichesactions.factories.REFUSING"
    with pytest.raises(ConnectionError):
        reviewer.post(edit_url(page), form("Titre perdu") | {"action-publish": "1"})
    page.refresh_from_db()
    assert page.title == "Une fiche"
    assert page.revisions.count() == 1


def test_a_copy_does_not_steal_the_key_of_its_original(reviewer: Client) -> None:
    page = make_page("Importée", source_id="s1")
    copy = page.copy(update_attrs={"slug": "copie", "title": "Copie"})
    copy.get_latest_revision().publish()
    assert KnowledgePage.objects.get(source_id="s1").pk == page.pk
