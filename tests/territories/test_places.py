"""A place is understood by name or postcode, as people write them on both sides of the border."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from territories.places import Elsewhere, Place, choices, municipalities_of, nearest_basin, suggest, understand

pytestmark = pytest.mark.usefixtures("shipped_places")


@pytest.mark.parametrize(
    ("written", "label", "municipality", "basin"),
    [
        ("Heusy", "4802 Heusy", "BE:63079", "verviers"),
        ("4802", "4802 Heusy", "BE:63079", "verviers"),
        ("4802 Heusy", "4802 Heusy", "BE:63079", "verviers"),
        ("Heusy (4802)", "4802 Heusy", "BE:63079", "verviers"),
        ("B-4802 HEUSY", "4802 Heusy", "BE:63079", "verviers"),
        ("4802 Huesy", "4802 Heusy", "BE:63079", "verviers"),
        ("4800 Heusy", "4802 Heusy", "BE:63079", "verviers"),
        ("Jambes", "5100 Jambes", "BE:92094", "namur"),
        ("5100 jambes", "5100 Jambes", "BE:92094", "namur"),
        ("5100", "5100 Namur", "BE:92094", "namur"),
        ("Besançon", "25000 Besançon", "FR:25056", "besancon"),
        ("besancon", "25000 Besançon", "FR:25056", "besancon"),
        ("25000", "25000 Besançon", "FR:25056", "besancon"),
        ("25030 Besançon Cedex 9", "25000 Besançon", "FR:25056", "besancon"),
        ("F-25000 Besançon", "25000 Besançon", "FR:25056", "besancon"),
        ("25200", "25200 Montbéliard", "FR:25388", "montbeliard"),
        ("16100", "16100 Cognac", "FR:16102", "cognac"),
        ("ANGOULEME", "16000 Angoulême", "FR:16015", "angouleme"),
        ("st hubert", "6870 Saint-Hubert", "BE:84059", "luxembourg"),
        ("braine l'alleud", "1420 Braine-l’Alleud", "BE:25014", "brabant-wallon"),
        ("Braine l’Alleud", "1420 Braine-l’Alleud", "BE:25014", "brabant-wallon"),
        ("louviere", "7100 La Louvière", "BE:58001", "hainaut-centre"),
        ("Isle s/ le Doubs", "25250 L’Isle-sur-le-Doubs", "FR:25315", ""),
        ("Liège", "4000 Liège", "BE:62063", "liege"),
        ("Bertogne", "6687 Bertogne", "BE:82003", "luxembourg"),
        ("6687", "6687 Bertogne", "BE:82003", "luxembourg"),
        ("Auxon-Dessous", "25870 Auxon-Dessous", "FR:25035", "besancon"),
        ("Verivers", "4800 Verviers", "BE:63079", "verviers"),
        ("Namurr", "5000 Namur", "BE:92094", "namur"),
        ("Hesy", "4802 Heusy", "BE:63079", "verviers"),
        ("Perwez", "1360 Perwez", "BE:25084", "brabant-wallon"),
    ],
)
def test_a_place_is_understood_as_people_write_it(written: str, label: str, municipality: str, basin: str) -> None:
    place = understand(written)

    assert isinstance(place, Place)
    assert (place.label, place.municipality, place.basin) == (label, municipality, basin)
    assert not place.approximate


@pytest.mark.parametrize(
    ("written", "name", "covered_by"),
    [
        ("4700", "Communauté germanophone", "l’Arbeitsamt der DG (ADG)"),
        ("4700 Eupen", "Eupen", "l’Arbeitsamt der DG (ADG)"),
        ("eupen", "Eupen", "l’Arbeitsamt der DG (ADG)"),
        ("La Calamine", "La Calamine", "l’Arbeitsamt der DG (ADG)"),
        ("St-Vith", "Saint-Vith", "l’Arbeitsamt der DG (ADG)"),
        ("1000", "Bruxelles-Capitale", "Actiris"),
        ("Schaerbeek", "Schaerbeek", "Actiris"),
        ("Anvers", "Anvers", "le VDAB"),
        ("9000 Gent", "Gent", "le VDAB"),
        ("Dijon", "Dijon", "France Travail"),
        ("39000", "Jura", "France Travail"),
        ("75011 Paris", "Paris", "France Travail"),
        ("97411", "La Réunion", "France Travail"),
        ("20200 Bastia", "Bastia", "France Travail"),
    ],
)
def test_a_known_place_that_is_not_covered_says_who_covers_it(written: str, name: str, covered_by: str) -> None:
    place = understand(written)

    assert isinstance(place, Elsewhere)
    assert (place.name, place.covered_by) == (name, covered_by)
    assert covered_by.removeprefix("le ") in place.notice
    assert place.url.startswith("https://")


def test_the_nine_german_speaking_municipalities_are_all_covered_by_the_adg() -> None:
    names = ["Amel", "Büllingen", "Burg-Reuland", "Bütgenbach", "Eupen", "Kelmis", "Lontzen", "Raeren", "Sankt Vith"]

    found = [understand(name) for name in names]

    assert {place.covered_by for place in found if isinstance(place, Elsewhere)} == {"l’Arbeitsamt der DG (ADG)"}
    assert all(isinstance(place, Elsewhere) for place in found)


@pytest.mark.parametrize(("written", "nearest"), [("4999", "4990"), ("25999", "25960"), ("16001", "16000")])
def test_an_unknown_postcode_falls_to_the_nearest_known_one_and_says_so(written: str, nearest: str) -> None:
    place = understand(written)

    assert isinstance(place, Place)
    assert (place.postcode, place.approximate) == (nearest, True)
    assert written in place.notice
    assert nearest in place.notice


def test_a_place_that_is_not_what_was_written_is_said() -> None:
    told = {written: getattr(understand(written), "notice", "") for written in ("Hesy", "4802 Zorglub", "4800 Heusy")}

    assert told == {
        "Hesy": "Lieu compris\u00a0: 4802 Heusy, pour «\u00a0Hesy\u00a0».",
        "4802 Zorglub": "Lieu compris\u00a0: 4802 Heusy, pour «\u00a04802 Zorglub\u00a0».",
        "4800 Heusy": "",
    }


def test_whoever_covers_a_place_is_addressed_as_french_wants() -> None:
    assert getattr(understand("Anvers"), "notice", "").endswith("Là-bas, adressez-vous au VDAB.")
    assert getattr(understand("4700"), "notice", "").endswith("adressez-vous à l’Arbeitsamt der DG (ADG).")


def test_a_postcode_that_may_not_exist_is_not_announced_as_a_place() -> None:
    told = getattr(understand("9999"), "notice", "")

    assert told.startswith("Le code postal 9999 (Flandre) n’est pas dans les territoires de ce site.")


@pytest.mark.parametrize(
    "written", ["", "   ", "%", "xyzzyx", "London", "Hes", "0123", "99999", "'; drop table", "a" * 5000, "\x00"]
)
def test_what_is_no_place_is_nothing(written: str) -> None:
    assert understand(written) is None


def test_the_larger_of_two_namesakes_comes_first_and_the_others_can_be_chosen() -> None:
    labels = [place.label for place in choices("25200")]

    assert labels == ["25200 Montbéliard", "25200 Grand-Charmont", "25200 Bethoncourt"]
    assert {place.postcode for place in choices("Saint-Denis")} == {"5081", "7034"}


def test_the_same_number_is_one_municipality_in_each_country() -> None:
    liege = understand("Liège")

    assert isinstance(liege, Place)
    assert liege.municipality == "BE:62063"
    assert understand("Liège", country="FR") is None


def test_the_country_asked_for_decides_between_towns_of_the_same_name() -> None:
    here, there = understand("Lille"), understand("Lille", country="BE")

    assert isinstance(here, Elsewhere)
    assert isinstance(there, Elsewhere)
    assert (here.postcode, there.postcode) == ("59000", "2275")


def test_every_label_that_is_suggested_is_understood_as_the_same_place() -> None:
    for begun in ("heu", "saint", "48", "la lou", "l'is", "mont"):
        for place in suggest(begun, 20):
            again = understand(place.label)
            assert isinstance(again, Place)
            assert (again.name, again.municipality) == (place.name, place.municipality)


def test_suggestions_put_the_beginning_before_the_middle_and_the_large_before_the_small() -> None:
    assert [place.label for place in suggest("na", 2)] == ["5000 Namur", "4550 Nandrin"]
    assert [place.label for place in suggest("4802 h", 8)] == ["4802 Heusy"]
    assert "6120 Ham-sur-Heure" in [place.label for place in suggest("heure", 8)]
    assert suggest("b", 8) == []
    assert len(suggest("saint", 5)) == 5


@pytest.mark.parametrize(
    ("written", "queries"),
    [("Heusy", 2), ("4802 Heusy", 2), ("25000", 2), ("Verivers", 5), ("Hesy", 5), ("4999", 5), ("Eupen", 2)],
)
def test_understanding_a_place_takes_few_queries(written: str, queries: int) -> None:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        understand(written)

    assert len(captured) == queries


@pytest.mark.parametrize(("begun", "queries"), [("saint", 1), ("heusy", 1), ("48", 1)])
def test_suggesting_takes_few_queries(begun: str, queries: int) -> None:
    with CaptureQueriesContext(connection) as captured:
        suggest(begun, 8)

    assert len(captured) == queries


def test_a_basin_gives_its_municipalities_merged_ones_included() -> None:
    codes = municipalities_of("luxembourg")

    assert len(codes) == 44
    assert {"BE:82003", "BE:82005"} <= set(codes)
    assert municipalities_of("nulle-part") == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "basin"),
    [(50.59, 5.86, "verviers"), (47.24, 6.02, "besancon"), (45.65, 0.16, "angouleme"), (43.3, 5.4, None)],
)
def test_a_point_finds_the_nearest_basin_unless_it_is_far_from_all(
    latitude: float, longitude: float, basin: str | None
) -> None:
    assert nearest_basin(latitude, longitude) == basin
