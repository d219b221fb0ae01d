"""The ledger and the index: nothing that changed is forgotten, nothing gone remains."""

import pytest

from cards.refs import Ref
from search.document import Document
from search.engines import engine
from search.finding import find
from search.indexing import catch_up, check, ensure_index, mend, rebuild
from search.matching import Term
from search.models import IndexEntry
from search.port import Query
from tests.search.factories import Shelf

pytestmark = pytest.mark.django_db
PUBLIC = Query(("public",))


def titles(words: str = "") -> list[str]:
    return [hit.title for hit in find(words, PUBLIC).results.hits]


def test_what_changed_is_found_once_caught_up(sheets: Shelf) -> None:
    sheets.put("1", "Passer le permis")
    assert catch_up() == (1, True)
    assert titles("permis") == ["Passer le permis"]
    sheets.change("1", title="Garder ses enfants")
    catch_up()
    assert titles("enfants") == ["Garder ses enfants"]
    assert titles("permis") == []


def test_what_is_gone_is_found_no_more(sheets: Shelf) -> None:
    sheets.put("1", "Passer le permis")
    catch_up()
    sheets.take("1")
    catch_up()
    assert titles() == []
    assert check().counts == {"missing": 0, "stale": 0, "ghosts": 0, "documents": 0}


def test_nothing_is_written_twice_when_nothing_changed(sheets: Shelf) -> None:
    sheets.put("1", "Passer le permis")
    catch_up()
    assert catch_up() == (0, True)


def test_a_change_made_while_its_document_was_read_stays_owed(sheets: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets.put("1", "Premier titre")
    ensure_index()
    catch_up()
    sheets.change("1", title="Deuxième titre")
    read = sheets.documents

    def changed_after_reading(keys: list[str]) -> object:
        documents = read(keys)
        monkeypatch.setattr(sheets, "documents", read)
        sheets.change("1", title="Troisième titre")
        return documents

    monkeypatch.setattr(sheets, "documents", changed_after_reading)
    catch_up()
    assert IndexEntry.objects.get().indexed < IndexEntry.objects.get().version
    catch_up()
    assert titles("troisième") == ["Troisième titre"]


def test_an_engine_that_fails_leaves_everything_owed(sheets: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_index()
    sheets.put("1", "Passer le permis")
    monkeypatch.setattr(type(engine()), "write", lambda *_: (_ for _ in ()).throw(OSError("disque plein")))
    with pytest.raises(OSError, match="disque plein"):
        catch_up()
    monkeypatch.undo()
    assert IndexEntry.objects.get().indexed == 0


def test_a_rebuild_finds_what_the_ledger_never_knew(sheets: Shelf) -> None:
    sheets.things["1"] = Document(Ref("sheet", "1"), "Passer le permis", "/")
    assert rebuild() == 1
    assert titles("permis") == ["Passer le permis"]
    assert check().wrong == []


def test_a_change_made_while_the_index_is_rebuilt_is_in_the_new_one(
    sheets: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets.put("1", "Premier titre")
    sheets.put("2", "Autre titre")
    catch_up()
    read = sheets.documents

    def changed_while_filling(keys: list[str]) -> object:
        documents = read(keys)
        monkeypatch.setattr(sheets, "documents", read)
        sheets.change("1", title="Titre changé")
        sheets.take("2")
        sheets.put("3", "Titre ajouté")
        catch_up()
        return documents

    monkeypatch.setattr(sheets, "documents", changed_while_filling)
    rebuild()
    assert sorted(titles()) == ["Titre ajouté", "Titre changé"]
    assert check().wrong == []
    assert catch_up() == (0, True)


def test_the_check_sees_missing_stale_and_ghosts_and_mends_them(sheets: Shelf) -> None:
    for key in "123":
        sheets.put(key, f"Titre {key}")
    catch_up()
    sheets.things["4"] = Document(Ref("sheet", "4"), "Jamais annoncé", "/")
    sheets.things["2"] = Document(Ref("sheet", "2"), "Changé sans le dire", "/")
    del sheets.things["3"]
    found = check()
    assert found.counts == {"missing": 1, "stale": 1, "ghosts": 1, "documents": 3}
    mend(found)
    assert check().counts == {"missing": 0, "stale": 0, "ghosts": 0, "documents": 3}


def test_the_index_tells_its_readers_apart(sheets: Shelf) -> None:
    sheets.put("1", "Fiche ouverte")
    sheets.put("2", "Fiche réservée", readers=("member",), body="confidentiel")
    catch_up()
    assert titles("fiche") == ["Fiche ouverte"]
    assert titles("confidentiel") == []
    assert find("fiche", Query(("public", "member"))).results.total == 2
    assert list(engine().how_many([Term("vocabulary", "confidentiel")], ("public",))) == [0]


def test_a_sheet_published_now_waits_for_no_delivery_of_offers(
    sheets: Shelf, offers: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.indexing.BATCH", 4)
    monkeypatch.setattr("search.indexing.MOST_BATCHES", 1)
    for n in range(9):
        offers.put(str(n), f"Service {n}")
    sheets.put("1", "Passer le permis")
    assert catch_up() == (4, False)
    assert titles("permis") == ["Passer le permis"]
    assert IndexEntry.objects.filter(kind="offer", indexed__gt=0).count() == 3
