"""Every page of the site, for everyone: light and dark, small and large, with and without scripts."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pages import PAGES, Visit
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

FIRST_VISIT_BUDGET = 150 * 1024
AXE = Axe().axe_script
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that another scheme can break: it changes the colours and nothing else of a page."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
INLINE = "[style], style, script:not([src]):not([type='application/ld+json'])"
PHONE = {"width": 320, "height": 640}


def name(visit: Visit) -> str:
    return f"{visit.path} > {visit.follow}" if visit.follow else visit.path


def address(visit: Visit, chromium: Browser, site: str) -> str:
    """Where a visit leads: its own address, or that of the link to follow there."""
    if not visit.follow:
        return visit.path
    with chromium.new_context(base_url=site) as context:
        page = context.new_page()
        page.goto(visit.path)
        return urlsplit(page.locator(visit.follow).first.get_attribute("href") or "").path


@pytest.mark.parametrize("visit", PAGES, ids=name)
def test_a_page_is_right_for_everyone(
    visit: Visit, chromium: Browser, site: str, request: pytest.FixtureRequest
) -> None:
    target = address(visit, chromium, site)
    with chromium.new_context(base_url=site, locale="fr-FR", viewport=PHONE) as context:
        if visit.as_member:
            context.add_cookies(request.getfixturevalue("member_cookies"))
        page = context.new_page()
        watch = Watch(page, visit.status)
        response = page.goto(target)
        assert response is not None
        assert response.status == visit.status
        plain = "" if visit.as_member else _read_without_scripts(target, chromium, site)
        page.wait_for_load_state("networkidle")
        assert len(response.body()) <= visit.html_budget
        assert watch.weight() <= FIRST_VISIT_BUDGET, watch.heaviest()
        _check_structure(page)
        if not visit.as_member:
            _check_cookies(target, context)
            _check_nothing_needs_scripts(plain, page.locator("main").inner_text())
        _check_comfort_everywhere(page, target)
        assert watch.strangers == []
        assert watch.complaints == []


def test_a_form_that_was_refused_is_right_for_everyone(page: Page) -> None:
    page.goto("/compte/connexion/")
    page.get_by_label("Adresse électronique").fill("personne@demo.test")
    page.get_by_label("Mot de passe", exact=True).fill("pas le bon")
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.locator("main .errors, main [role=alert]").first).to_be_visible()
    _check_structure(page)
    _check_comfort_everywhere(page, "a refused sign-in")


def test_the_check_of_comfort_sees_what_is_wrong(page: Page) -> None:
    page.goto("/compte/inscription/")
    page.evaluate("document.querySelector('main').style.minWidth = '3000px'")
    with pytest.raises(AssertionError, match="scrolls sideways"):
        _check_comfort(page, "here")
    page.evaluate("document.querySelector('main').style.minWidth = ''")
    page.evaluate("document.querySelector('h1').style.color = 'rgb(240, 240, 240)'")
    with pytest.raises(AssertionError, match="color-contrast"):
        _check_comfort(page, "here", COLOURS)


def _check_cookies(target: str, context: BrowserContext) -> None:
    allowed = {"csrftoken"} if target.startswith("/compte/") else set()
    assert {cookie["name"] for cookie in context.cookies()} <= allowed


def _read_without_scripts(target: str, chromium: Browser, site: str) -> str:
    with chromium.new_context(base_url=site, java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(target)
        return page.locator("main").inner_text()


def _check_nothing_needs_scripts(plain: str, scripted: str) -> None:
    assert len(plain) > 40
    assert [line for line in plain.splitlines() if line not in scripted.splitlines()] == []


def _check_structure(page: Page) -> None:
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.locator(INLINE).count() == 0
    identifiers = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(identifiers) == len(set(identifiers))


def _check_comfort_everywhere(page: Page, target: str) -> None:
    for scheme in ("light", "dark"):
        for width in (320, 1280):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            rules = COLOURS if scheme == "dark" else None
            _check_comfort(page, f"{target} at {width} px, {scheme}", rules)


def _check_comfort(page: Page, where: str, rules: Sequence[str] | None = None) -> None:
    assert page.evaluate(SIDEWAYS) <= 0, f"{where} scrolls sideways"
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    only = {"runOnly": rules} if rules else {}
    report = AxeResults(page.evaluate("how => axe.run(document, how)", {"resultTypes": ["violations"], **only}))
    assert report.violations_count == 0, f"{where}\n{report.generate_report()}"
