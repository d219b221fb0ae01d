"""A stranger looks for what exists and how to ask for it, in one try, without an account or a cookie."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SHEET = "Trouver une garde d’enfant quand le travail commence avant l’école"


def search_from_home(page: Page, words: str) -> None:
    page.goto("/")
    box = page.get_by_label("Une pratique, un service, un outil")
    box.press_sequentially(words, delay=10)
    box.press("Enter")
    page.wait_for_url("**/recherche/?q=*")


def test_from_a_question_to_a_practice_to_a_service_to_ask(stranger: Page) -> None:
    search_from_home(stranger, "garde d'enfant")
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("résultats pour « garde d'enfant »")
    stranger.get_by_role("main").get_by_role("link", name=SHEET).click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text(SHEET)
    for said in ("Vérifiée", "Écrite", "Publiée"):
        expect(stranger.locator("dl.trust")).to_contain_text(said)
    stranger.get_by_role("region", name="Services liés").get_by_role("link").first.click()
    stranger.wait_for_url("**/services/*/")
    for question in ("Pour qui", "Coût", "Comment demander", "Où"):
        expect(stranger.get_by_role("term").get_by_text(question, exact=True)).to_be_visible()
    expect(stranger.get_by_role("navigation", name="Prendre contact").get_by_role("link").first).to_be_visible()


def test_as_one_types_the_answer_is_already_there(stranger: Page, scripts: bool) -> None:
    stranger.goto("/")
    box = stranger.get_by_label("Une pratique, un service, un outil")
    box.press_sequentially("garde d'enf", delay=10)
    if not scripts:
        expect(stranger.get_by_role("option")).to_have_count(0)
        return
    suggestion = stranger.get_by_role("option", name=SHEET)
    expect(suggestion).to_be_visible()
    suggestion.click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text(SHEET)


def test_a_basin_narrows_and_its_chip_widens_again(stranger: Page) -> None:
    search_from_home(stranger, "garde d'enfant")
    everything = stranger.locator("h1").inner_text()
    basins = stranger.get_by_role("group", name="Bassin")
    basins.get_by_label("Verviers").check()
    stranger.get_by_role("button", name="Voir les résultats").click()
    stranger.wait_for_url("**bassin=verviers**")
    assert stranger.locator("h1").inner_text() != everything
    expect(stranger.get_by_role("group", name="Bassin").get_by_label("Verviers")).to_be_checked()
    stranger.get_by_role("main").get_by_role("link", name="Services et aides").click()
    expect(stranger.locator("main .item").first).to_contain_text("Service")
    stranger.get_by_role("list", name="Filtres actifs").get_by_role("link", name="Verviers").click()
    expect(stranger.get_by_role("list", name="Filtres actifs").get_by_text("Verviers")).to_have_count(0)
    stranger.get_by_role("main").get_by_role("link", name="Garde d’enfants à domicile, horaires décalés").click()
    stranger.wait_for_url("**/services/*/")


def test_a_misspelt_word_is_understood_and_said(stranger: Page) -> None:
    search_from_home(stranger, "logment")
    expect(stranger.locator("h1")).to_contain_text("pour « logement »")
    stranger.get_by_role("link", name="Chercher « logment » quand même").click()
    expect(stranger.locator("h1")).to_contain_text("« logment »")


def test_a_search_with_nothing_found_offers_ways_on(stranger: Page) -> None:
    search_from_home(stranger, "zzzzqqq")
    expect(stranger.locator("h1")).to_have_text("Rien pour « zzzzqqq »")
    stranger.get_by_role("link", name="Tous les services et aides").click()
    expect(stranger.locator("main .item")).not_to_have_count(0)


def test_near_a_locality_is_near_its_municipality_and_says_how_far(stranger: Page) -> None:
    stranger.goto("/services/")
    stranger.get_by_label("Commune ou code postal").fill("4802 Heusy")
    stranger.get_by_label("Jusqu’à").select_option(label="10 km")
    stranger.get_by_role("button", name="Voir les résultats").click()
    expect(stranger.locator("main")).to_contain_text("près de 4802 Heusy")
    distances = stranger.locator("main .item .kind").filter(has_text="km")
    expect(distances.first).to_be_visible()
    expect(stranger.locator("main")).not_to_contain_text("Angoulême")


def test_what_is_near_comes_first_and_the_rest_is_kept_apart(stranger: Page) -> None:
    stranger.set_viewport_size({"width": 320, "height": 640})
    stranger.goto("/services/?q=garde+d%27enfant&lieu=4802+Heusy")
    expect(stranger.locator("main .item h3").first).to_contain_text("Garde d’enfants")
    stranger.goto("/services/?lieu=25300")
    expect(stranger.locator("main .item").first).to_contain_text("Pontarlier")
    apart = stranger.get_by_role("region", name="À distance, ou sur une zone plus large")
    stranger.get_by_role("link", name="à distance ou sur une zone plus large").click()
    expect(apart).to_be_in_viewport()
    stranger.get_by_role("link", name="Filtrer et trier").click()
    stranger.get_by_role("group", name="Sur place ou à distance").get_by_label("À distance").check()
    stranger.get_by_role("button", name="Voir les résultats").first.click()
    stranger.wait_for_url("**format=a-distance**")
    expect(apart.locator(".item").first).to_contain_text("À distance")
    expect(stranger.locator("main .results .kind").filter(has_text="Pontarlier")).to_have_count(0)


def test_an_employer_finds_a_door_of_their_own(stranger: Page) -> None:
    stranger.goto("/")
    stranger.get_by_role("link", name="Je recrute ou j’emploie").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Vous recrutez, ou vous employez")
    stranger.locator("main .item h3 a").first.click()
    expect(stranger.get_by_role("term").get_by_text("Pour qui", exact=True)).to_be_visible()
    stranger.locator("main .lead a").click()
    expect(stranger.get_by_role("heading", name="Ses services et aides")).to_be_visible()


def test_a_place_that_others_cover_is_told_who_covers_it(stranger: Page) -> None:
    stranger.goto("/recherche/?q=garde&lieu=Eupen")
    expect(stranger.locator("main")).to_contain_text("adressez-vous à l’Arbeitsamt der DG")
    expect(stranger.get_by_role("link", name="Voir leur site")).to_have_attribute("href", "https://adg.be")
