"""What search relies on, whichever engine answers."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from cards.refs import Ref
from search.document import Document, apart_key, basin_key
from search.matching import Best, Boost, Clause, Constant, Phrase, Prefix, Some, Term
from search.port import Engine, Near, Query, Rebuild, SearchUnavailableError, Write
from territories.distance import kilometres

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
        blank.vocabulary("a")
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
    word = [Term("vocabulary", "zorglub"), Prefix("vocabulary", "perm"), Best((Term("title_stems", "zorglub"),))]
    assert list(engine.how_many(word, PUBLIC)) == [0, 1, 0]
    assert list(engine.how_many(word, ("public", "member"))) == [1, 1, 1]
    assert engine.vocabulary("zor") == {"zorglub": 1}
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
        write(engine, page(key, offered_in=(basin_key(f"{key}-basin"),)))
    write(engine, page("comes", point=(60.0, 5.0), municipality="BE:5", offered_in=(basin_key("served-basin"),)))
    near = Near(50.0, 5.0, 10, "BE:9", "served-basin")
    assert set(keys(engine, near=near)) == {"2km", "same", "nowhere", "served", "comes"}
    by_distance = engine.search(Query(PUBLIC, near=Near(50.0, 5.0), sort="distance"))
    assert [hit.ref.key for hit in by_distance.hits[:4]] == ["2km", "12km", "corner", "same"]
    assert by_distance.hits[0].distance == pytest.approx(2.0, abs=0.01)
    assert by_distance.total == 9


@pytest.mark.parametrize("radius", [1.0, 25.0, 500.0])
def test_a_circle_holds_exactly_what_is_no_farther_than_its_radius(engine: Engine, radius: float) -> None:
    random = Random(7)
    wide = radius / 60  # degrees: well over the circle's box
    points = {str(key): (50.0 + random.uniform(-wide, wide), 5.0 + random.uniform(-wide, wide)) for key in range(300)}
    write(engine, *[page(key, point=point) for key, point in points.items()])
    inside = {key for key, point in points.items() if kilometres(50.0, 5.0, *point) <= radius}
    found = engine.search(Query(PUBLIC, near=Near(50.0, 5.0, radius), limit=300))
    assert {hit.ref.key for hit in found.hits} == inside
    assert 0 < found.total == len(inside) < len(points)


@pytest.fixture
def served(engine: Engine) -> Engine:
    """Things that stand near or far, come to people, or serve them from afar."""
    here = {"point": (50.01, 5.0), "municipality": "BE:9"}
    write(
        engine,
        page("here", **here, facets={"theme": ("a",)}),
        page("comes", offered_in=(basin_key("b"),)),
        page("nowhere"),
        page("here and from afar", **here, offered_in=(apart_key("b"),)),
        page("away and from afar", point=(60.0, 5.0), municipality="BE:1", offered_in=(apart_key("b"),)),
        page("remote", offered_in=(apart_key("b"), apart_key("c")), facets={"theme": ("a", "z")}),
        page("nation", offered_in=(apart_key("BE"),)),
        page("other nation", offered_in=(apart_key("FR"),)),
        page("remote elsewhere", offered_in=(apart_key("c"),)),
        page("away", point=(60.0, 5.0), municipality="BE:1"),
        page("nobody", offered_in=()),
    )
    return engine


HERE = Near(50.0, 5.0, 10, "BE:9", "b", "BE")


def test_what_is_near_and_what_serves_from_afar_are_told_apart_and_nothing_is_both(served: Engine) -> None:
    near, apart = replace(HERE, scope="near"), replace(HERE, scope="apart")
    close = {"here", "comes", "nowhere", "here and from afar"}
    afar = {"away and from afar", "remote", "nation"}
    for sort in ("relevance", "date", "distance"):
        assert set(keys(served, near=near, sort=sort)) == close
        assert set(keys(served, near=apart, sort=sort)) == afar
        assert set(keys(served, near=HERE, sort=sort)) == close | afar
    found = Term("title_words", "titre")
    assert set(keys(served, found, near=apart)) == afar
    assert served.search(Query(PUBLIC, near=near, count=("theme",))).counts["theme"] == {"a": 1}
    assert served.search(Query(PUBLIC, near=apart, count=("theme",))).counts["theme"] == {"a": 1, "z": 1}
    assert served.search(Query(PUBLIC, near=HERE, count=("theme",))).counts["theme"] == {"a": 2, "z": 1}


def test_a_place_of_no_basin_and_no_known_country_is_served_by_nobody_from_afar(served: Engine) -> None:
    lost = Near(50.0, 5.0, 10, "BE:9", scope="apart")
    assert keys(served, near=lost) == []
    assert set(keys(served, near=replace(lost, country="BE"))) == {"nation"}


def test_without_a_radius_a_place_leaves_nothing_out_whatever_its_scope(served: Engine) -> None:
    assert len(keys(served, near=replace(HERE, radius=None, scope="apart"))) == 11


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


def test_no_token_is_taken_for_a_command(engine: Engine) -> None:
    write(engine, page("1", "permis"))
    for token in ("'", "(", "*", ".*", "😀", "\\", "a" * 40):
        assert keys(engine, Term("title_words", token)) == []
        assert keys(engine, Prefix("title_words", token)) == []
        assert keys(engine, Phrase("title_words", (token, token))) == []
        assert engine.vocabulary(token) == {}


def test_a_page_of_the_nearest_is_the_same_slice_of_all_of_them(engine: Engine) -> None:
    spread = [page(str(n), point=(50.0 + (n * 37 % 120) / 100, 5.0)) for n in range(120)]
    write(engine, *spread, page("nowhere"), page("far", point=(10.0, 5.0)))
    near = Near(50.0, 5.0)
    whole = keys(engine, near=near, sort="distance", limit=200)
    assert whole[0] == "0"
    assert whole[-2:] == ["far", "nowhere"]
    for offset in (0, 5, 60, 115, 120):
        assert keys(engine, near=near, sort="distance", offset=offset, limit=5) == whole[offset : offset + 5]
    within = Near(50.0, 5.0, 100.0)
    assert keys(engine, near=within, sort="distance", offset=3, limit=4) == whole[3:7]


def test_counts_and_circles_follow_what_is_written(engine: Engine) -> None:
    query = Query(PUBLIC, near=Near(50.0, 5.0, 10.0), count=("theme",))
    write(engine, page("1", point=(50.0, 5.0), facets={"theme": ("emploi",)}))
    assert engine.search(query).counts == {"theme": {"emploi": 1}}
    write(engine, page("2", point=(50.01, 5.0), facets={"theme": ("emploi",)}))
    assert engine.search(query).counts == {"theme": {"emploi": 2}}
    assert engine.search(query).total == 2
