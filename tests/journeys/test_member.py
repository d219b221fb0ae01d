"""A member signs in, sees whom to ask, and leaves nothing behind."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import MEMBER, PASSWORD

pytestmark = pytest.mark.browser


def test_a_contact_person_is_for_members_and_only_while_signed_in(page: Page) -> None:
    page.goto("/recherche/?q=garde+domicile+horaires+décalés&sorte=offer")
    page.get_by_role("main").get_by_role("link", name="Garde d’enfants à domicile, horaires décalés").click()
    page.wait_for_url("**/services/*/")
    service = page.url
    expect(page.locator("main")).not_to_contain_text("Farah Lemaire")
    page.get_by_role("main").get_by_role("link", name="Se connecter").click()
    page.get_by_label("Adresse électronique").fill(MEMBER)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    page.wait_for_url(service)
    expect(page.locator("main")).to_contain_text("Farah Lemaire")
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto(service)
    expect(page.locator("main")).not_to_contain_text("Farah Lemaire")
    assert "sessionid" not in {cookie["name"] for cookie in page.context.cookies()}
