"""The administration works under its own policy: nothing refused, nothing called elsewhere, no complaint."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.pages import ADMINISTRATION
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", ADMINISTRATION)
def test_a_screen_of_the_administration_is_silent(
    context: BrowserContext, editor_cookies: list[dict[str, object]], address: str
) -> None:
    context.add_cookies(editor_cookies)
    page = context.new_page()
    watch = Watch(page)
    response = page.goto(address, wait_until="networkidle")
    assert response is not None
    assert response.status == 200
    expect(page.locator("h1").first).to_be_attached()
    assert watch.complaints == []
    assert watch.strangers == []
