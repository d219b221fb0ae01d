"""Somebody who uses no mouse goes where everyone goes, and always sees where they are."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_stranger import SHEET

pytestmark = pytest.mark.browser

RING = "element => { const s = getComputedStyle(element); return [s.outlineStyle, parseFloat(s.outlineWidth)]; }"


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until there; every stop on the way shows itself."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.locator(":focus")
        style, width = here.evaluate(RING)
        assert style != "none", here.evaluate("element => element.outerHTML")
        assert width >= 2
        if here.evaluate("(one, other) => one === other", target.element_handle()):
            return
    pytest.fail(f"{most} stops, and not there")


def test_the_first_stop_skips_to_the_content(stranger: Page) -> None:
    stranger.goto("/services/")
    skip = stranger.get_by_role("link", name="Aller au contenu")
    tab_to(stranger, skip, most=1)
    expect(skip).to_be_in_viewport()
    stranger.keyboard.press("Enter")
    tab_to(stranger, stranger.get_by_label("Commune ou code postal"), most=1)


def test_from_home_to_a_practice_without_a_mouse(stranger: Page) -> None:
    stranger.goto("/")
    tab_to(stranger, stranger.get_by_label("Une pratique, un service, un outil"))
    stranger.keyboard.type("garde d'enfant")
    stranger.keyboard.press("Enter")
    stranger.wait_for_url("**/recherche/?q=*")
    tab_to(stranger, stranger.get_by_role("main").get_by_role("link", name=SHEET), most=150)
    stranger.keyboard.press("Enter")
    expect(stranger.get_by_role("heading", level=1)).to_have_text(SHEET)
