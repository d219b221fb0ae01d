"""Pages published by the thousand are pages like the others: found, linked, counted, edited."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

import vocabulary.seeding
from fichesactions import bulk
from fichesactions.importing.record import RefusedRecordError
from fichesactions.importing.writing import import_sheets
from fichesactions.models import ActionSheet, HomePage, KnowledgePage, Tool
from tests.fichesactions.factories import heard, make_page, person, refs_heard
from tests.fichesactions.test_editing import form

ITS_OWN = {"source_id", "fingerprint", "slug", "path", "url_path", "translation_key"}
OF_ITS_REVISION = {"latest_revision", "latest_revision_created_at", "live_revision"}


@pytest.fixture
def words(home: HomePage) -> None:
    vocabulary.seeding.load()


def a_record(key: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": key,
        "title": "Ouvrir le courrier à deux",
        "summary": "On ouvre, on trie.",
        "sections": {"steps": "1. S’asseoir.\n2. Ouvrir [le premier](https://exemple.test/).", "voices": "> « Enfin »"},
        "themes": ["famille--garde-denfants", "numerique"],
        "audiences": ["familles"],
        "tags": ["courrier", "dettes"],
        "contributors": [{"name": "Pascale Thiry", "role": "médiatrice", "organisation": "Le Comptoir"}],
        "updated_at": "2026-03-02T10:00:00Z",
        "coconstructed": True,
    } | fields


def written(page: KnowledgePage) -> dict[str, Any]:
    """All that is kept of a page, but what is its own or came with a revision."""
    columns = {field.name: getattr(page, field.attname) for field in page._meta.concrete_fields}
    skipped = ITS_OWN | OF_ITS_REVISION | {field.name for field in page._meta.concrete_fields if field.primary_key}
    skipped |= {"id", "page_ptr", "knowledgepage_ptr", "first_published_at", "last_published_at"}
    hanging = {
        "themes": {theme.slug for theme in page.themes.all()},
        "audiences": {audience.slug for audience in page.audiences.all()},
        "tags": set(page.tags.names()),
        "contributors": [str(each) for each in page.contributors.all()],
        "references": set(
            ReferenceIndex.get_references_for_object(page).values_list("to_content_type", "to_object_id", "model_path")
        ),
    }
    return {name: value for name, value in columns.items() if name not in skipped} | hanging


def test_a_page_is_the_one_that_an_import_makes(words: None, tmp_path: Path) -> None:
    file = tmp_path / "fiches.jsonl"
    file.write_text(json.dumps(a_record("imported")))
    assert import_sheets(file, publish=True).created == 1
    assert bulk.publish([a_record("bulk")]) == 1
    imported, in_bulk = (ActionSheet.objects.get(source_id=key) for key in ("imported", "bulk"))
    assert written(in_bulk) == written(imported)
    assert in_bulk.slug == f"{imported.slug}-2"
    assert in_bulk.first_published_at == in_bulk.source_updated_at


def test_the_tree_stays_sound_and_later_pages_find_their_place(words: None) -> None:
    make_page("Déjà là")
    bulk.publish([a_record(str(number), kind="tool" if number % 3 else "sheet", sections={}) for number in range(7)])
    make_page("Après")
    assert Page.find_problems() == ([], [], [], [], [])
    assert (ActionSheet.objects.count(), Tool.objects.count()) == (5, 4)
    assert ActionSheet.objects.get(title="Après").path == max(ActionSheet.objects.values_list("path", flat=True))


def test_a_reader_finds_it_at_its_address(words: None, client: Client) -> None:
    bulk.publish([a_record("1")])
    response = client.get("/fiches-actions/ouvrir-le-courrier-a-deux/")
    assert response.status_code == 200
    assert "Pascale Thiry" in response.text


def test_search_is_told_of_each_page_once(words: None) -> None:
    heard.clear()
    bulk.publish([a_record("1"), a_record("2")])
    assert refs_heard() == {page.ref for page in ActionSheet.objects.all()}
    assert len(heard) == 1
    heard.clear()
    assert bulk.publish([a_record("1", title="Autrement"), a_record("2")]) == 0
    assert not heard
    assert not ActionSheet.objects.filter(title="Autrement").exists()


def test_an_editor_opens_it_changes_it_and_publishes(words: None, client: Client) -> None:
    bulk.publish([a_record("1")])
    page = ActionSheet.objects.get()
    client.force_login(person("relectrice@demo.test", "Relecture"))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Ouvrir le courrier à deux" in client.get(url).text
    posted = client.post(url, form("Ouvrir les enveloppes") | {"action-publish": "1"})
    assert posted.status_code == 302
    page.refresh_from_db()
    assert (page.title, page.live, page.source_id) == ("Ouvrir les enveloppes", True, "1")


def test_the_admin_finds_it_by_its_title(words: None) -> None:
    bulk.publish([a_record("1")])
    assert [page.title for page in Page.objects.all().search("courrier")] == ["Ouvrir le courrier à deux"]


def test_a_record_that_cannot_be_a_page_is_refused_with_its_batch(words: None) -> None:
    with pytest.raises(RefusedRecordError, match="title"):
        bulk.publish([a_record("1"), a_record("2", title="")])
    assert not ActionSheet.objects.exists()
