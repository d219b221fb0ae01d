"""Suggestions as one types, in the search of every page."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

FOUND = [
    {"kind": "offer", "title": "Garde d’enfants à domicile", "url": "/compte/inscription/"},
    {"kind": "sheet", "title": "<b>Faire</b> garder son enfant", "url": "/compte/connexion/"},
]


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The questions the page asked the site, each answered with two suggestions."""
    questions: list[str] = []

    def answer(route: Route) -> None:
        questions.append(parse_qs(urlsplit(route.request.url).query)["q"][0])
        route.fulfill(body=json.dumps({"suggestions": FOUND}), content_type="application/json")

    page.route("**/api/v1/suggest?*", answer)
    page.goto("/compte/mot-de-passe/")
    return questions


TYPED = """(box, word) => {
  box.focus();
  for (const letter of word) {
    box.value += letter;
    box.dispatchEvent(new InputEvent("input", { bubbles: true, data: letter }));
  }
}"""


def test_arrows_choose_a_suggestion_and_enter_opens_it(page: Page, asked: list[str]) -> None:
    box = page.get_by_role("combobox")
    # Within one turn of the browser's clock: a slow machine would otherwise rest between two keys.
    box.evaluate(TYPED, "garde")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("2 suggestions")
    assert asked == ["garde"], "one question, once the typing rests"
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "q-head-suggestions-0")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Garde d’enfants")
    box.press("End")
    expect(box).to_have_attribute("aria-activedescendant", "q-head-suggestions-1")
    box.press("Home")
    expect(box).to_have_attribute("aria-activedescendant", "q-head-suggestions-0")
    box.press("Enter")
    page.wait_for_url("**/compte/inscription/")


def test_escape_closes_and_enter_then_searches(page: Page, asked: list[str]) -> None:
    box = page.get_by_role("combobox")
    box.fill("garde")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("garde")
    box.press("Enter")
    page.wait_for_url("**/recherche/?q=garde")


def test_a_title_is_text_and_never_markup(page: Page, asked: list[str]) -> None:
    page.get_by_role("combobox").fill("garde")
    expect(page.get_by_role("option").nth(1)).to_contain_text("<b>Faire</b> garder")


def test_a_click_opens_a_suggestion_and_leaving_the_field_closes_the_list(page: Page, asked: list[str]) -> None:
    box = page.get_by_role("combobox")
    box.fill("garde")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.fill("gardes")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/compte/inscription/")


def test_a_failing_suggester_is_silent(page: Page) -> None:
    page.route("**/api/v1/suggest?*", lambda route: route.abort())
    page.goto("/compte/mot-de-passe/")
    watch = Watch(page)
    box = page.get_by_role("combobox")
    with page.expect_event("requestfailed"):
        box.fill("garde")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert [complaint for complaint in watch.complaints if "ERR_FAILED" not in complaint] == []
    box.press("Enter")
    page.wait_for_url("**/recherche/?q=garde")


def test_nothing_typed_is_kept(page: Page, asked: list[str]) -> None:
    page.get_by_role("combobox").fill("garde")
    expect(page.get_by_role("option")).to_have_count(2)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "garde" not in json.dumps(page.context.cookies())


def test_what_was_searched_comes_back_on_this_device_until_it_is_cleared(page: Page) -> None:
    page.goto("/recherche/?q=logement")
    page.goto("/recherche/")
    expect(page.get_by_role("link", name="logement", exact=True)).to_be_visible()
    box = page.locator("#q-head")
    box.focus()
    expect(page.get_by_role("search").get_by_role("option")).to_have_text(["logement"])
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("1 recherche")
    page.get_by_role("search").get_by_role("button", name="Les effacer").click()
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('recherches')") == "{}"
    page.reload()
    expect(page.locator("[data-recent]")).to_be_hidden()


def test_a_printed_list_holds_its_results_and_none_of_its_tools(page: Page) -> None:
    page.goto("/recherche/?q=logement")
    page.emulate_media(media="print")
    expect(page.locator("main .item").first).to_be_visible()
    for tool in (".filters", ".kinds", ".filters-open", "main .no-print", ".head"):
        expect(page.locator(tool).first).to_be_hidden()
