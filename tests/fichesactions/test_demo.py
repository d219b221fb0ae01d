"""The demonstration's sheets are read from Markdown files: added once, renewed, never imposed."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Revision

from accounts.models import User
from fichesactions.demo import DemoRefusedError, load_demo
from fichesactions.models import ActionSheet, HomePage, SiteDocument, SiteImage
from vocabulary.models import Theme

SHEET = """+++
kind = "sheet"
title = "Aller voir"
themes = ["mobilite"]
contributors = ["Chantal Pirard, cheffe, Le Fournil"]
verified = -20
review = 10
illustration = {file = "dessin.webp", description = "Deux portes."}
attachments = [{file = "feuille.csv", label = "La feuille"}]
+++

## Le besoin

| Jour | Qui |
|---|---|
| lundi | <b>Luc</b> |
"""


@pytest.fixture
def folder(home: HomePage, tmp_path: Path) -> Path:
    for name in ("sheets", "images", "documents"):
        (tmp_path / "demo" / name).mkdir(parents=True)
    (tmp_path / "demo" / "sheets" / "aller-voir.md").write_text(SHEET)
    (tmp_path / "demo" / "documents" / "feuille.csv").write_text("jour;qui\n")
    Image.new("RGB", (8, 8)).save(tmp_path / "demo" / "images" / "dessin.webp")
    Theme.objects.get_or_create(slug="mobilite", defaults={"label": "Mobilité"})
    return tmp_path / "demo"


def test_a_file_becomes_a_page_with_its_drawing_its_document_and_its_people(folder: Path, client: Client) -> None:
    cook = User.objects.create_user("chantal.pirard@demo.test", first_name="Chantal", last_name="Pirard")
    User.objects.create_user("chantal@example.org", first_name="Chantal", last_name="Pirard")
    load_demo(folder)
    page = ActionSheet.objects.get(source_id="demo--aller-voir")
    credit = page.contributors.get()
    assert (credit.user, credit.role, credit.organisation) == (cook, "cheffe", "Le Fournil")
    assert page.verified_on == timezone.localdate() - timedelta(days=20)
    assert (page.verified_by, page.freshness.state) == ("Chantal Pirard, Le Fournil", "ok")
    read = client.get(page.url).content.decode()
    for part in (
        'alt="Deux portes."',
        "La feuille (CSV",
        '<th scope="col">Jour</th>',
        "<td>&lt;b&gt;Luc&lt;/b&gt;</td>",
    ):
        assert part in read


def test_what_somebody_edited_or_deleted_stays_and_the_rest_is_renewed(folder: Path) -> None:
    for name in ("retiree", "corrigee"):
        (folder / "sheets" / f"{name}.md").write_text(SHEET.replace("Aller voir", name))
    load_demo(folder)
    before = Revision.objects.count(), SiteImage.objects.count(), SiteDocument.objects.count()
    assert before[1:] == (1, 1)
    load_demo(folder)
    assert (Revision.objects.count(), SiteImage.objects.count(), SiteDocument.objects.count()) == before
    ActionSheet.objects.get(title="retiree").delete()
    corrected = ActionSheet.objects.get(title="corrigee")
    corrected.title = "corrigée par nous"
    corrected.save_revision(user=User.objects.create_user("redactrice@demo.test")).publish()
    for path in (folder / "sheets").glob("*.md"):
        path.write_text(path.read_text().replace("lundi", "mardi").replace("Aller voir", "Aller voir ailleurs"))
    load_demo(folder)
    assert set(ActionSheet.objects.values_list("title", flat=True)) == {"Aller voir ailleurs", "corrigée par nous"}
    assert "mardi" in ActionSheet.objects.get(title="Aller voir ailleurs").need


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("## Le besoin", "## Le bessoin"), ('kind = "sheet"', 'kind = "sheet'), ("mobilite", "mobilitude")],
)
def test_a_file_that_does_not_pass_is_named(folder: Path, wrong: str, said: str) -> None:
    (folder / "sheets" / "aller-voir.md").write_text(SHEET.replace(wrong, said))
    with pytest.raises(DemoRefusedError, match=r"aller-voir|mobilitude"):
        load_demo(folder)
    assert not ActionSheet.objects.exists()
