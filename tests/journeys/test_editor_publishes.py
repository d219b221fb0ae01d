"""An editor writes a sheet, has it reviewed, publishes it; strangers find it, until she takes it back."""

import os
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.visitors import sign_in
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

EDITOR = "redactrice@demo.test"
TITLE = "Le vélo du lundi, zibeline"
SOON = 2.0 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
"""Seconds from the answer to the click; two are promised, longer when the machine of the tests is busy otherwise."""


@pytest.fixture
def editor(context: BrowserContext) -> Page:
    """The administration, as an editor enters it."""
    page = context.new_page()
    sign_in(page, EDITOR, towards="/admin/")
    return page


def test_an_editor_writes_submits_publishes_and_takes_back(editor: Page, chromium: Browser, site: str) -> None:
    watch = Watch(editor)
    for name in ("Images", "Documents", "Vocabulaire", "Rapports"):
        expect(editor.locator(".menuitem-label").get_by_text(name, exact=True)).to_be_visible()
    _write(editor)
    _save(editor)
    _preview(editor)
    sheet = editor.url
    with chromium.new_context(base_url=site) as elsewhere:
        stranger = elsewhere.new_page()
        assert not _finds(stranger)
        _submit_and_approve(editor)
        _wait_until(lambda: _finds(stranger))
        stranger.get_by_role("link", name=TITLE).click()
        expect(stranger.get_by_role("listitem").filter(has_text="Partir de la porte")).to_be_visible()
        expect(stranger.get_by_role("main")).to_contain_text("Nadia Colson, assistante sociale")
        address = stranger.url
        stranger.goto("/fiches-actions/?tri=date")
        expect(stranger.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()
        _take_back(editor, sheet)
        assert (response := stranger.goto(address)) is not None
        assert response.status == 404
        _wait_until(lambda: not _finds(stranger))
    assert watch.complaints == []
    assert watch.strangers == []


def _write(page: Page) -> None:
    page.goto("/admin/pages/")
    page.get_by_role("main").get_by_role("link", name="Fiches actions", exact=True).click()
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Ajouter une sous-page").click()
    page.get_by_role("main").get_by_role("link", name="Fiche action").first.click()
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("On essaie le trajet ensemble, à l’heure réelle.")
    page.locator("section", has=page.get_by_role("heading", name="Étape par étape")).get_by_role("textbox").last.click()
    page.keyboard.type("1. Partir de la porte")
    page.keyboard.press("Enter")
    page.keyboard.type("Compter les arrêts")
    page.get_by_role("tab", name="Classement").click()
    page.get_by_label("Mobilité", exact=True).check()
    page.get_by_role("tab", name="Auteurs et fraîcheur").click()
    page.get_by_role("button", name="Ajouter un(e) Personne").click()
    page.locator("#id_contributors-0-name").fill("Nadia Colson")
    page.locator("#id_contributors-0-role").fill("assistante sociale")


def _save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.wait_for_url("**/edit/")
    expect(page.locator("#id_title")).to_have_value(TITLE)


def _preview(page: Page) -> None:
    page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    shown = page.locator("[data-side-panel=preview] iframe").first.content_frame
    expect(shown.get_by_role("heading", level=1)).to_have_text(TITLE)


def _submit_and_approve(page: Page) -> None:
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Soumettre à relecture").click()
    page.get_by_role("main").get_by_role("link", name="Modifier", exact=True).first.click()
    page.wait_for_url("**/edit/")
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Approuver et publier", exact=False).first.click()
    page.wait_for_load_state("networkidle")


def _take_back(page: Page, sheet: str) -> None:
    page.goto(sheet)
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("link", name="Dépublier").click()
    page.get_by_role("main").locator("form [type=submit]").last.click()
    page.wait_for_load_state("networkidle")


def _finds(page: Page) -> bool:
    page.goto("/recherche/?q=zibeline")
    return page.get_by_role("main").get_by_role("link", name=TITLE).count() > 0


def _wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < deadline, f"not within {SOON} s"
        time.sleep(0.2)
