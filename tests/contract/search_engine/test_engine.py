"""What search relies on, whichever engine answers."""

from datetime import date
from typing import Any

import pytest

from cards.refs import Ref
from search.document import Document
from search.matching import Best, Boost, Clause, Constant, Phrase, Prefix, Some, Term
from search.port import Engine, Near, Query, Rebuild, SearchUnavailableError, Write

PUBLIC = ("public",)


def write(engine: Engine, *documents: Document, version: int = 1) -> None:
    with engine.writing():
        engine.write([Write(document.ref, version, document) for document in documents])


def page(key: str, title: str = "Titre", kind: str = "sheet", **more: Any) -> Document:
    return Document(Ref(kind, key), title, f"/{key}/", **more)


def keys(engine: Engine, clause: Clause | None = None, readers: tuple[str, ...] = PUBLIC, **more: Any) -> list[str]:
    return [hit.ref.key for hit in engine.search(Query(readers, clause, **more)).hits]


def test_without_an_index_it_says_that_it_is_away(blank: Engine) -> None:
    assert not blank.is_ready()
    with pytest.raises(SearchUnavailableError):
        blank.search(Query(PUBLIC))
    with pytest.raises(SearchUnavailableError):
        blank.vocabulary("a", PUBLIC)
    with pytest.raises(SearchUnavailableError):
        list(blank.inventory())
    with pytest.raises(SearchUnavailableError), blank.writing():
        blank.write([Write(Ref("sheet", "1"), 1, page("1"))])


def test_a_hit_carries_its_texts(engine: Engine) -> None:
    write(engine, page("1", "L’œuvre", summary="Résumé", body="Corps", source_id="s1"))
    (hit,) = engine.search(Query(PUBLIC)).hits
    assert (hit.ref, hit.title, hit.summary, hit.body, hit.url, hit.source_id) == (
        Ref("sheet", "1"),
        "L’œuvre",
        "Résumé",
        "Corps",
        "/1/",
        "s1",
    )


def test_a_document_written_again_replaces_itself_and_none_removes_it(engine: Engine) -> None:
    write(engine, page("1", "Ancien"))
    write(engine, page("1", "Nouveau"), version=2)
    assert keys(engine, Term("title_words", "ancien")) == []
    assert keys(engine, Term("title_words", "nouveau")) == ["1"]
    with engine.writing():
        engine.write([Write(Ref("sheet", "1"), 3, None)])
    assert keys(engine) == []
    assert list(engine.inventory()) == []


def test_each_form_of_the_language_matches_what_it_says(engine: Engine) -> None:
    write(engine, page("1", "Le permis de conduire"), page("2", "Conduire sans permis"), page("3", "Une crèche"))
    drive, licence = Term("title_words", "conduire"), Term("title_words", "permis")
    assert set(keys(engine, drive)) == {"1", "2"}
    assert keys(engine, Prefix("title_words", "crec")) == ["3"]
    assert keys(engine, Phrase("title_words", ("permis", "de", "conduire"))) == ["1"]
    assert keys(engine, Phrase("title_words", ("permis", "conduire"))) == []
    assert keys(engine, Phrase("title_words", ("permis", "conduire"), 1)) == ["1"]
    assert keys(engine, Some((drive, licence, Term("title_words", "sans")), 3)) == ["2"]
    assert set(keys(engine, Best((drive, Prefix("title_words", "crec"))))) == {"1", "2", "3"}
    assert keys(engine, Some((licence,), 1, extras=(Constant(Term("title_words", "sans"), 50.0),)))[0] == "2"
    assert keys(engine, Best((licence, Boost(Prefix("title_words", "crec"), 90.0))))[0] == "3"


def test_a_constant_scores_the_same_whatever_it_found(engine: Engine) -> None:
    write(engine, page("1", "permis"), page("2", "permis permis et longue suite de mots"))
    hits = engine.search(Query(PUBLIC, Constant(Term("title_words", "permis"), 3.0))).hits
    assert len({hit.score for hit in hits}) == 1


def test_a_weight_multiplies_the_score(engine: Engine) -> None:
    write(engine, page("1", "permis", weight=0.5), page("2", "permis"), page("3", "permis", weight=2.0))
    hits = engine.search(Query(PUBLIC, Term("title_words", "permis"))).hits
    assert [hit.ref.key for hit in hits] == ["3", "2", "1"]
    assert hits[0].score == pytest.approx(4 * hits[2].score, rel=0.01)


def test_readers_are_told_apart_in_hits_counts_and_words(engine: Engine) -> None:
    closed = page("2", "Zorglub", readers=("member",), facets={"theme": ("emploi",)})
    write(engine, page("1", "Permis", facets={"theme": ("emploi",)}), closed)
    seen = engine.search(Query(PUBLIC, count=("theme",)))
    assert (seen.total, seen.counts["theme"]) == (1, {"emploi": 1})
    assert engine.vocabulary("zor", PUBLIC) == {}
    assert engine.vocabulary("zor", ("public", "member")) == {"zorglub": 1}
    assert keys(engine, readers=("nobody",)) == []


def test_filters_add_up_and_each_facet_counts_without_its_own(engine: Engine) -> None:
    write(
        engine,
        page("1", facets={"theme": ("emploi", "mobilite"), "basin": ("verviers",)}),
        page("2", facets={"theme": ("emploi",), "basin": ("liege",)}),
        page("3", kind="offer", facets={"theme": ("sante",), "basin": ("liege",)}),
    )
    assert set(keys(engine, filters={"theme": ("emploi", "sante")})) == {"1", "2", "3"}
    assert keys(engine, filters={"theme": ("emploi",), "basin": ("liege",)}) == ["2"]
    counts = engine.search(Query(PUBLIC, filters={"basin": ("liege",)}, count=("theme", "basin", "kind"))).counts
    assert counts["basin"] == {"verviers": 1, "liege": 2}
    assert counts["theme"] == {"emploi": 1, "sante": 1}
    assert counts["kind"] == {"sheet": 1, "offer": 1}


def test_a_circle_is_exact_and_holds_its_municipality_and_what_stands_nowhere(engine: Engine) -> None:
    write(
        engine,
        page("2km", point=(50.018, 5.0), municipality="BE:1"),
        page("12km", point=(50.108, 5.0), municipality="BE:2"),
        page("corner", point=(50.085, 5.135), municipality="BE:3"),  # in the box of 10 km, not in the circle
        page("same", point=(50.5, 5.0), municipality="BE:9"),
        page("nowhere"),
        page("unmeasured", municipality="BE:4"),
    )
    for key in ("served", "unserved"):
        write(engine, page(key, facets={"basin": (f"{key}-basin",)}, reaches_its_basins=True))
    remote = {"point": (60.0, 5.0), "municipality": "BE:5", "reaches_its_basins": True}
    write(engine, page("from afar", facets={"basin": ("served-basin",)}, **remote))
    near = Near(50.0, 5.0, 10, "BE:9", "served-basin")
    assert set(keys(engine, near=near)) == {"2km", "same", "nowhere", "served", "from afar"}
    by_distance = engine.search(Query(PUBLIC, near=Near(50.0, 5.0), sort="distance"))
    assert [hit.ref.key for hit in by_distance.hits[:4]] == ["2km", "12km", "corner", "same"]
    assert by_distance.hits[0].distance == pytest.approx(2.0, abs=0.01)
    assert by_distance.total == 9


def test_what_is_at_no_distance_comes_last_in_its_usual_order(engine: Engine) -> None:
    write(
        engine,
        page("old", "permis", date=date(2020, 1, 1)),
        page("new", "sans permis de conduire", date=date(2026, 1, 1)),
        page("here", "permis", point=(50.0, 5.0), date=date(2019, 1, 1)),
    )
    near = Near(50.0, 5.0)
    assert keys(engine, near=near, sort="distance") == ["here", "new", "old"]
    assert keys(engine, Term("title_words", "permis"), near=near, sort="distance") == ["here", "old", "new"]


def test_dates_sort_newest_first_and_unknown_last(engine: Engine) -> None:
    write(engine, page("old", date=date(2020, 1, 1)), page("new", date=date(2026, 1, 1)), page("unknown"))
    assert keys(engine, sort="date") == ["new", "old", "unknown"]


def test_pages_follow_one_another_without_overlap(engine: Engine) -> None:
    write(engine, *(page(str(n), "permis", date=date(2026, 1, 1 + n)) for n in range(25)))
    for sort in ("date", "relevance"):
        pages = [
            keys(engine, Term("title_words", "permis"), sort=sort, offset=start, limit=10) for start in (0, 10, 20, 30)
        ]
        assert [len(each) for each in pages] == [10, 10, 5, 0]
        assert len({key for each in pages for key in each}) == 25
    assert engine.search(Query(PUBLIC, offset=10**9)).total == 25


def test_the_inventory_names_everything_with_its_fingerprint(engine: Engine) -> None:
    one, two = page("1"), page("2", kind="offer", readers=("member",))
    write(engine, one, two)
    assert dict(engine.inventory()) == {one.ref: one.fingerprint, two.ref: two.fingerprint}


def test_a_rebuild_answers_only_once_swapped(engine: Engine) -> None:
    write(engine, page("1"))
    with engine.rebuilding() as beside:
        beside.write([Write(Ref("sheet", "2"), 1, page("2"))])
        assert keys(engine) == ["1"]
        beside.swap()
    assert keys(engine) == ["2"]


def _cut_short(beside: Rebuild) -> None:
    beside.write([Write(Ref("sheet", "2"), 1, page("2"))])
    raise ValueError("coupure")


def test_a_rebuild_that_fails_changes_nothing(engine: Engine) -> None:
    write(engine, page("1"))
    with pytest.raises(ValueError, match="coupure"), engine.rebuilding() as beside:
        _cut_short(beside)
    assert keys(engine) == ["1"]


@pytest.mark.parametrize("token", ["'", "(", "*", ".*", "😀", "\\", "a" * 40])
def test_no_token_is_taken_for_a_command(engine: Engine, token: str) -> None:
    write(engine, page("1", "permis"))
    assert keys(engine, Term("title_words", token)) == []
    assert keys(engine, Prefix("title_words", token)) == []
    assert engine.vocabulary(token, PUBLIC) == {}
