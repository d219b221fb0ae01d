"""Sheets from a file: kept by their key, drafts unless asked, whatever is wrong left out with its reason."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex

from fichesactions.importing import writing
from fichesactions.importing.writing import import_sheets
from fichesactions.models import ActionSheet, HomePage, KnowledgePage, Tool
from imports.reports import ImportReport
from tests.fichesactions.factories import heard, person, refs_heard
from tests.territories.factories import BasinFactory
from vocabulary.models import Audience, Theme

Deliver = Callable[..., ImportReport]


@pytest.fixture
def deliver(home: HomePage, tmp_path: Path) -> Deliver:
    """Import these records, written as JSON Lines."""
    Theme.objects.create(slug="mobilite", label="Mobilité")
    Audience.objects.create(slug="jeunes", label="Jeunes")
    BasinFactory(slug="verviers", name="Verviers")

    def deliver(*records: dict[str, Any] | str, **options: bool) -> ImportReport:
        path = tmp_path / "fiches.jsonl"
        path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), encoding="utf-8")
        return import_sheets(path, **options)

    return deliver


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.changed, report.unchanged, len(report.refused)


RECORD = {
    "id": "s1",
    "title": "Faire le trajet ensemble",
    "summary": "À deux, à l’heure réelle.",
    "body": "## Le besoin\n\nUn bus **trop tôt**.\n\n- un\n- deux",
    "themes": ["mobilite"],
    "audiences": ["Jeunes"],
    "basins": ["verviers"],
    "tags": ["bus"],
    "url": "https://exemple.org/fiche",
    "updated_at": "2026-10-01",
}


def test_a_record_becomes_a_draft_with_all_it_says(deliver: Deliver) -> None:
    assert counts(deliver(RECORD)) == (1, 0, 0, 0)
    page = ActionSheet.objects.get()
    assert not page.live
    assert page.latest_revision.as_object().themes.get().slug == "mobilite"
    assert (
        page.body
        == "<h3>Le besoin</h3>\n<p>Un bus <strong>trop tôt</strong>.</p>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"
    )
    assert [tag.name for tag in page.tags.all()] == ["bus"]
    assert page.source_url == "https://exemple.org/fiche"
    assert heard == []


def test_the_no_break_spaces_of_french_punctuation_stay(deliver: Deliver) -> None:
    deliver({"id": "a", "title": "La carte  de\npoche\u00a0: montrer"})
    assert KnowledgePage.objects.get(source_id="a").title == "La carte de poche\u00a0: montrer"


def test_published_it_is_told_once_a_batch(deliver: Deliver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 2)
    deliver(*({**RECORD, "id": f"s{n}", "title": f"Fiche {n}"} for n in range(3)), publish=True)
    pages = list(KnowledgePage.objects.all())
    assert all(page.live and page.live_revision_id == page.latest_revision_id for page in pages)
    assert not any(page.has_unpublished_changes for page in pages)
    assert refs_heard() == {page.ref for page in pages}
    assert len(heard) == 2


def test_imported_again_it_changes_nothing(deliver: Deliver) -> None:
    deliver(RECORD, publish=True)
    heard.clear()
    revision = KnowledgePage.objects.get().latest_revision_id
    assert counts(deliver(RECORD, publish=True)) == (0, 0, 1, 0)
    assert KnowledgePage.objects.get().latest_revision_id == revision
    assert heard == []


def test_a_changed_record_updates_its_page_in_place(deliver: Deliver) -> None:
    deliver(RECORD, publish=True)
    before = ActionSheet.objects.get()
    assert counts(deliver({**RECORD, "title": "Faire la route à deux", "themes": []}, publish=True)) == (0, 1, 0, 0)
    after = ActionSheet.objects.get()
    assert (after.pk, after.title, after.themes.count()) == (before.pk, "Faire la route à deux", 0)
    assert counts(deliver({**RECORD, "title": "Faire la route à deux", "themes": []}, publish=True)) == (0, 0, 1, 0)


def test_a_change_without_publish_waits_as_a_draft_on_the_published_page(deliver: Deliver) -> None:
    deliver(RECORD, publish=True)
    deliver({**RECORD, "title": "Nouveau titre"})
    page = ActionSheet.objects.get()
    assert page.title == RECORD["title"]
    assert page.get_latest_revision_as_object().title == "Nouveau titre"


def test_a_draft_imported_again_with_publish_goes_out(deliver: Deliver) -> None:
    deliver(RECORD)
    assert counts(deliver(RECORD, publish=True)) == (0, 1, 0, 0)
    assert ActionSheet.objects.get().live


def test_what_an_editor_retired_stays_retired(deliver: Deliver) -> None:
    deliver(RECORD, publish=True)
    ActionSheet.objects.get().unpublish()
    assert counts(deliver(RECORD, publish=True)) == (0, 0, 1, 0)
    assert not ActionSheet.objects.get().live


def test_a_retired_page_takes_what_is_new_as_a_draft(deliver: Deliver) -> None:
    deliver(RECORD, publish=True)
    ActionSheet.objects.get().unpublish()
    assert counts(deliver({**RECORD, "title": "Nouveau titre"}, publish=True)) == (0, 1, 0, 0)
    page = ActionSheet.objects.get()
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Nouveau titre"


def test_a_change_imported_as_a_draft_goes_out_when_imported_with_publish(deliver: Deliver) -> None:
    deliver(RECORD, publish=True)
    newer = {**RECORD, "title": "Nouveau titre"}
    deliver(newer)
    assert counts(deliver(newer, publish=True)) == (0, 1, 0, 0)
    page = ActionSheet.objects.get()
    assert (page.title, page.has_unpublished_changes) == ("Nouveau titre", False)
    assert counts(deliver(newer, publish=True)) == (0, 0, 1, 0)


@pytest.mark.parametrize("title", [RECORD["title"], "Nouveau titre"])
@pytest.mark.parametrize("live", [True, False])
def test_what_somebody_is_writing_is_neither_covered_nor_sent_out(deliver: Deliver, title: str, live: bool) -> None:
    deliver(RECORD, publish=live)
    page = ActionSheet.objects.get()
    page.title = "En cours"
    page.save_revision(user=person("nadia@demo.test"))
    report = deliver({**RECORD, "title": title}, publish=True)
    assert counts(report) == (0, 0, 0, 1)
    assert report.refused[0].reason == "un brouillon de Nadia est en cours sur cette page : publiez-le d’abord."
    page = ActionSheet.objects.get()
    assert (page.live, page.get_latest_revision_as_object().title) == (live, "En cours")


def test_a_dry_run_counts_and_keeps_nothing(deliver: Deliver) -> None:
    assert counts(deliver(RECORD, publish=True, dry_run=True)) == (1, 0, 0, 0)
    assert not KnowledgePage.objects.exists()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"title": "Sans clef"}, "« id » manque."),
        ({"id": float("nan"), "title": "T"}, "« id » n’est pas un texte."),
        ('{"id": "x", "title": 1e999}', "« title » n’est pas un texte."),
        ('{"id": "\\ud800", "title": "T"}', "« id » porte des caractères qui ne s’écrivent pas."),
        ('{"id": "x", "title": "T", "themes": ["lu\\ud800ne"]}', "« lune » n’est pas une valeur connue de « themes »."),
        ('{"id": "x", "title": "T", "sections": {"\\ud800": ""}}', "partie inconnue pour cette sorte : ?."),
        ({"id": "x", "title": "   "}, "« title » manque."),
        ({"id": "x", "title": "t" * 256}, "« title » dépasse 255 caractères."),
        ({"id": "x", "title": {"fr": "t"}}, "« title » n’est pas un texte."),
        ({"id": "x", "title": "T", "kind": "offre"}, "la sorte « offre » n’est pas sheet, practice ou tool."),
        ({"id": "x", "title": "T", "themes": ["lune"]}, "« lune » n’est pas une valeur connue de « themes »."),
        ({"id": "x", "title": "T", "themes": [1]}, "« themes » n’est pas une liste de textes."),
        ({"id": "x", "title": "T", "url": "javascript:alert(1)"}, "« url » n’est pas une adresse http ou https."),
        ({"id": "x", "title": "T", "updated_at": "hier"}, "« updated_at » n’est pas une date (2026-11-03)."),
        ({"id": "x", "title": "T", "updated_at": "2026-02-31"}, "« updated_at » n’est pas une date (2026-11-03)."),
        ({"id": "x", "title": "T", "sections": {"moon": "x"}}, "partie inconnue pour cette sorte : moon."),
        ("{pas du json", "la ligne n’est pas du JSON."),
        ("[1, 2]", "la ligne n’est pas un objet JSON."),
    ],
)
def test_a_record_that_is_wrong_is_left_out_with_its_reason(deliver: Deliver, record: Any, reason: str) -> None:
    report = deliver(RECORD, record)
    assert counts(report) == (1, 0, 0, 1)
    assert (report.refused[0].line, report.refused[0].reason) == (2, reason)
    assert (report.as_text() + report.as_json()).encode()


def test_the_same_key_twice_or_for_another_kind_is_refused(deliver: Deliver) -> None:
    assert counts(deliver(RECORD, {**RECORD, "title": "Autre"})) == (1, 0, 0, 1)
    assert counts(deliver({**RECORD, "kind": "tool"})) == (0, 0, 0, 1)
    assert not Tool.objects.exists()


HOSTILE = """<script>alert(1)</script> <img src=x onerror=alert(1)> [clic](javascript:alert(1)) [x](data:text/html,x)

<a linktype="page" id="1">vol</a> \x00\x0b\ud800 <embed embedtype="media" url="http://x">"""


def test_hostile_text_is_shown_as_text(deliver: Deliver) -> None:
    report = deliver({**RECORD, "title": "<b>Gras</b>\x00", "body": HOSTILE}, publish=True)
    assert counts(report) == (1, 0, 0, 0)
    page = ActionSheet.objects.get()
    assert page.title == "<b>Gras</b>"
    for forbidden in ("<script", "<img", "<embed", "<a linktype", 'href="javascript', 'href="data'):
        assert forbidden not in page.body


def test_a_csv_from_a_spreadsheet_is_read(deliver: Deliver, tmp_path: Path) -> None:
    path = tmp_path / "fiches.csv"
    path.write_text(
        "\ufeffid;title;kind;themes;tags\nc1;Un outil;tool;mobilite;bus|train\n;vide;;;\n", encoding="utf-8"
    )
    report = import_sheets(path)
    assert counts(report) == (1, 0, 0, 1)
    assert report.refused[0].line == 3
    page = Tool.objects.get()
    assert {tag.name for tag in page.tags.all()} == {"bus", "train"}
    assert page.themes.get().slug == "mobilite"


GOOD = b"".join(b'{"id": "s%d", "title": "Fiche"}\n' % number for number in range(2000))
"""Far more than Python reads at once."""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"id,titre\n1,x\n", "il manque la colonne title."),
        ("a.csv", b"id,title,title\n1,x,y\n", "la colonne title est en double."),
        ("a.csv", b"id,title\n", "la livraison est vide."),
        ("a.jsonl", b"\n \n", "la livraison est vide."),
        ("a.jsonl", GOOD + b'{"id": "\xff"}', "le fichier n’est pas en UTF-8."),
        ("a.csv", b"id,title\n1,x\n2," + b"y" * 1_000_001, "le CSV est illisible après la ligne 3."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(
    home: HomePage, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_sheets", str(path), "--json", stdout=out)
    assert ended.value.code == 1
    assert json.loads(out.getvalue())["stopped"] == reason
    assert not KnowledgePage.objects.exists()


def test_references_are_indexed_once_the_import_is_done(deliver: Deliver, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed: list[Page] = []
    monkeypatch.setattr(ReferenceIndex, "create_or_update_for_object", indexed.append)
    deliver(RECORD)
    assert [page.pk for page in indexed] == [ActionSheet.objects.get().pk]
