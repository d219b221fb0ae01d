"""What readers get: the home page, lists, a sheet, its feeds and the site map."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page

from fichesactions.freshness import freshness, in_words
from fichesactions.models import ActionSheet, Contributor, GoodPractice, HomePage, Tool
from search.indexing import rebuild
from tests.fichesactions.factories import make_page, restrict
from tests.offers.factories import a_service, a_structure, deliver
from tests.territories.factories import BasinFactory
from vocabulary import seeding as vocabulary
from vocabulary.models import Theme


@pytest.fixture
def mobility(db: None) -> Theme:
    return Theme.objects.create(slug="mobilite", label="Mobilité", mark="mobility")


def make_sheets(number: int, theme: Theme) -> list[ActionSheet]:
    people = [Contributor(name="Nadia Colson", organisation="CPAS de Dison")]
    return [make_page(f"Fiche {n}", themes=[theme], contributors=people, summary="Un résumé.") for n in range(number)]


@pytest.fixture
def own_page_only(settings: Settings) -> None:
    """Count what the page itself asks; what other rooms add to it is theirs to pin."""
    settings.PANELS = "tests.fichesactions.factories.NO_PANELS"


def queries_of(client: Client, url: str, limit: int, check: DjangoAssertNumQueries) -> None:
    client.get(url)
    with check(limit):
        assert client.get(url).status_code == 200


@pytest.mark.usefixtures("own_page_only")
@pytest.mark.parametrize("number", [1, 5])
def test_the_home_page_asks_as_much_of_the_database_for_one_sheet_as_for_five(
    home: HomePage, mobility: Theme, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_sheets(number, mobility)
    cache.clear()
    queries_of(client, "/", 7, django_assert_num_queries)


@pytest.mark.usefixtures("own_page_only")
@pytest.mark.parametrize("number", [2, 5])
def test_a_sheet_asks_as_much_of_the_database_whatever_is_related(
    home: HomePage, mobility: Theme, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = make_sheets(number, mobility)[0]
    rebuild()
    # Where it is, itself, what is above it, all it is filed under; the pages related to it, their authors.
    queries_of(client, page.url, 6, django_assert_num_queries)


def test_no_reader_is_given_a_cookie(home: HomePage, mobility: Theme, client: Client) -> None:
    page = make_sheets(1, mobility)[0]
    for url in ("/", "/fiches-actions/", page.url, "/aide/", "/fils/fiches.atom"):
        assert not client.get(url).cookies, url


def test_a_sheet_says_what_it_knows_and_leaves_out_what_it_does_not(home: HomePage, client: Client) -> None:
    page = make_page(
        "Faire le trajet ensemble",
        steps="<ol><li>Partir de la porte.</li></ol>",
        verified_on=date(2026, 11, 3),
        verified_by="Nadia Colson",
        coconstructed=True,
    )
    content = client.get(page.url).content.decode()
    assert '<h2 id="etapes">Étape par étape</h2>' in content
    assert "Points d’attention" not in content
    assert "Co-construite" in content
    assert "par Nadia Colson" in content
    assert content.count("<h1") == 1


def test_a_practice_and_a_tool_have_their_own_parts(home: HomePage, client: Client) -> None:
    practice = make_page("Une armoire commune", model=GoodPractice, context="<p>Cinq CPAS.</p>")
    tool = make_page("Mon carnet", model=Tool, serves="<p>À se souvenir.</p>", link="https://exemple.org/carnet")
    assert "Le contexte" in client.get(practice.url).content.decode()
    shown = client.get(tool.url).content.decode()
    assert "À quoi il sert" in shown
    assert 'href="https://exemple.org/carnet"' in shown


def test_related_pages_share_a_theme_and_may_be_seen(home: HomePage, mobility: Theme, client: Client) -> None:
    page = make_page("Fiche lue", themes=[mobility])
    make_page("Voisine visible", themes=[mobility])
    make_page("Sans rapport")
    restrict(make_page("Voisine réservée", themes=[mobility]))
    assert "Sur les mêmes thèmes" not in client.get(page.url).content.decode()  # The engine is away.
    closed_since = make_page("Voisine refermée depuis", themes=[mobility])
    rebuild()
    restrict(closed_since)
    content = client.get(page.url).content.decode()
    assert "Voisine visible" in content
    assert "Voisine réservée" not in content
    assert "Voisine refermée" not in content
    assert "Sans rapport" not in content


def test_a_sheet_shows_services_of_its_themes(home: HomePage, client: Client, tmp_path: Path) -> None:
    vocabulary.load()
    theme = Theme.objects.filter(parent__slug="mobilite").first()
    assert theme
    deliver(tmp_path, a_structure(), a_service("bus", nom="Un bus à la demande", thematiques=[theme.slug]))
    rebuild()
    for filed in (theme, theme.parent):
        content = client.get(make_page(f"Fiche {filed}", themes=[filed]).url).content.decode()
        assert "Services liés" in content
        assert "Un bus à la demande" in content


def test_one_goes_from_shelf_to_shelf_among_those_that_are_open(home: HomePage, client: Client) -> None:
    shelves = ("/fiches-actions/", "/bonnes-pratiques/", "/boite-a-outils/")

    def rows(url: str) -> list[tuple[str, str]]:
        found = client.get(url).content.decode().partition('<nav aria-label="Rayons">')[2].partition("</nav>")[0]
        return re.findall(r'<a href="([^"]+)"( aria-current="page")?>', found)

    assert rows("/") == [(shelf, "") for shelf in shelves]
    assert rows("/bonnes-pratiques/") == [(s, ' aria-current="page"' if "bonnes" in s else "") for s in shelves]
    restrict(Page.objects.get(slug="bonnes-pratiques"))
    assert [url for url, _ in rows("/")] == ["/fiches-actions/", "/boite-a-outils/"]


def test_data_for_search_engines_cannot_end_its_element(home: HomePage, client: Client) -> None:
    page = make_page("</script><script>alert(1)</script>")
    content = client.get(page.url).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', content)
    assert block is not None
    assert json.loads(block.group(1))["headline"] == page.title
    assert "<script>alert" not in content


def test_feeds_hold_what_a_stranger_may_read_under_a_theme_or_a_basin(
    home: HomePage, mobility: Theme, client: Client
) -> None:
    finer = Theme.objects.create(slug="mobilite--permis", label="Permis", parent=mobility)
    basin = BasinFactory(slug="bassin-essai")
    make_page("Du thème", themes=[finer])
    make_page("Du bassin", basins=[basin])
    restrict(make_page("Réservée", themes=[mobility], basins=[basin]))

    def titles(url: str) -> set[str]:
        return set(re.findall(r"<entry>\s*<title>(.*?)</title>", client.get(url).content.decode()))

    assert titles("/fils/fiches.atom") == {"Du thème", "Du bassin"}
    assert titles("/fils/themes/mobilite.atom") == {"Du thème"}
    assert titles("/fils/bassins/bassin-essai.atom") == {"Du bassin"}
    assert client.get("/fils/themes/lune.atom").status_code == 404


def test_the_site_map_names_public_pages_only(home: HomePage, client: Client) -> None:
    shown, hidden = make_page("Publique"), make_page("Réservée")
    restrict(hidden)
    content = client.get("/sitemap-pages.xml").content.decode()
    assert shown.url in content
    assert "/aide/" in content
    assert hidden.url not in content


@pytest.mark.parametrize(
    ("verified", "review", "state", "words"),
    [
        (None, None, "", "Pas encore vérifiée"),
        (date(2026, 1, 1), None, "ok", "Vérifiée le 1er janvier 2026"),
        (date(2025, 1, 2), date(2026, 12, 31), "ok", "Vérifiée le 2 janvier 2025"),
        (date(2025, 1, 2), date(2026, 6, 1), "due", "À relire, vérifiée le 2 janvier 2025"),
        (date(2023, 5, 4), None, "stale", "Plus vérifiée depuis le 4 mai 2023"),
    ],
)
def test_freshness_is_said_in_words(
    now_is: object, verified: date | None, review: date | None, state: str, words: str
) -> None:
    now_is("2026-07-01T12:00")  # type: ignore[operator]
    trust = freshness(verified, review)
    assert (trust.state, trust.text) == (state, words)


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert in_words(date(2026, 3, 1)) == "1er mars 2026"
    assert in_words(date(2026, 3, 11)) == "11 mars 2026"
