"""The texts a site opens with: the site's own, those of each territory, and their spelling."""

import re
from pathlib import Path

import pytest
from django.test import Client

from fichesactions.models import HomePage, SiteImage, TextPage
from fichesactions.seeding import load_tree
from fichesactions.texts import TEXTS
from territories.models import Territory

DEMO = Path(__file__).resolve().parents[2] / "platform" / "operations" / "demo" / "sheets"
HIDDEN = re.compile(r"<[^<>\s]+>|\]\([^)]*\)|`[^`]*`|^(?:\|[-| ]+\||\+\+\+)$", re.MULTILINE)
WRONG = re.compile(r"'|[  ][;!?](?!\w)|\w :(?!\w)|«(?!\u00a0)|(?<!\u00a0)»| \u202f|\u202f ")


def test_the_help_shows_its_pictures_with_words(opening: HomePage) -> None:
    help_page = TextPage.objects.get(slug="aide")
    pictures = SiteImage.objects.filter(title__startswith="aide-")
    assert pictures.count() == help_page.body.count("<embed") == 6
    assert all(picture.description for picture in pictures)
    assert sum(picture.get_file_size() for picture in pictures) < 200_000


def test_each_territory_has_its_notices_with_its_own_authority(opening: HomePage, client: Client) -> None:
    Territory.objects.create(
        slug="wallonie", name="Wallonie", country="BE", leading_body="Le réseau", funders_notice="Avec le soutien."
    )
    Territory.objects.create(slug="doubs", name="Doubs", country="FR", leading_body="Le Département")
    load_tree()
    slugs = TextPage.objects.filter(slug="doubs").order_by("url_path").values_list("url_path", flat=True)
    assert [path.split("/")[2] for path in slugs] == [
        "accessibilite",
        "donnees-personnelles",
        "mentions-legales",
        "qui-finance",
    ]
    assert 'href="/donnees-personnelles/doubs/"' in client.get("/donnees-personnelles/").content.decode()
    here, there = (client.get(f"/donnees-personnelles/{slug}/").content.decode() for slug in ("wallonie", "doubs"))
    assert all(words in here for words in ("autoriteprotectiondonnees", "Le réseau", "Avec le soutien."))
    assert all(words in there for words in ("cnil.fr", "Le Département"))
    assert "autoriteprotectiondonnees" not in there

    TextPage.objects.get(url_path__endswith="/mentions-legales/doubs/").delete()
    Territory.objects.filter(slug="doubs").update(leading_body="Un autre pilote")
    load_tree()
    assert not TextPage.objects.filter(url_path__endswith="/mentions-legales/doubs/").exists()
    assert "Un autre pilote" in TextPage.objects.get(url_path__endswith="/qui-finance/doubs/").body


@pytest.mark.parametrize("folder", [TEXTS, DEMO])
def test_every_text_is_written_with_the_spaces_and_apostrophes_of_french(folder: Path) -> None:
    wrong = [
        (path.name, text[max(0, found.start() - 20) : found.end() + 10])
        for path in sorted(folder.rglob("*.md"))
        for text in [HIDDEN.sub("", path.read_text(encoding="utf-8"))]
        for found in WRONG.finditer(text)
    ]
    assert wrong == []
