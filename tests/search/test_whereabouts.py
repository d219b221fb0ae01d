"""A place among the words ranks what is there, and takes nothing away from what stands nowhere."""

import pytest
from django.test import Client

from search.finding import Found, find
from search.indexing import catch_up
from search.port import Near, Query
from search.query import read
from search.whereabouts import whereabouts
from territories.models import Basin, Locality, Municipality, Territory
from tests.search.factories import Shelf

PUBLIC = Query(("public",))


@pytest.fixture
def towns(db: None) -> None:
    wallonia = Territory.objects.create(slug="wallonie", name="Wallonie", country="BE")
    doubs = Territory.objects.create(slug="doubs", name="Doubs", country="FR")
    for code, name, postcode, territory, population in (
        ("BE:92094", "Namur", "5000", wallonia, 113_000),
        ("BE:53053", "Mons", "7000", wallonia, 96_000),
        ("FR:25056", "Besançon", "25000", doubs, 120_000),
        ("FR:25204", "Doubs", "25300", doubs, 3000),
    ):
        slug = {"Namur": "namur", "Mons": "mons"}.get(name, "besancon")
        basin, _ = Basin.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "territory": territory})
        Municipality.objects.create(
            code=code, name=name, postcode=postcode, basin=basin, territory=territory, population=population
        )
    namur = Municipality.objects.get(code="BE:92094")
    Locality.objects.create(municipality=namur, name="Jambes", postcode="5100")
    Locality.objects.create(municipality=namur, name="Saint-Servais", postcode="5002")


@pytest.fixture
def library(towns: None, sheets: Shelf, offers: Shelf) -> None:
    sheets.put("everywhere", "Mobilité : faire le trajet ensemble")
    offers.put("there", "Mobilité à trois roues", municipality="BE:92094", offered_in=())
    offers.put("near", "Mobilité à deux roues", facets={"basin": ("namur",)}, offered_in=("basin:namur",))
    offers.put("far", "Mobilité du Doubs", municipality="FR:25056", facets={"basin": ("besancon",)}, offered_in=())
    offers.put("cpas", "CPAS de Namur", municipality="BE:92094", offered_in=())
    offers.put("other", "CPAS de Mons", body="Comme à Namur, la mobilité.", municipality="BE:53053", offered_in=())
    catch_up()


def keys(found: Found) -> list[str]:
    return [hit.ref.key for hit in found.results.hits]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "typed",
    [
        "mobilité Namur",
        "mobilite namur",
        "namur mobilité",
        "mobilité à Namur",
        "mobilité près de Namur",
        "mobilité 5000",
    ],
)
def test_what_is_there_comes_first_then_what_is_near_then_what_stands_nowhere(typed: str) -> None:
    found = keys(find(typed, PUBLIC))
    assert found[:3] == ["there", "near", "everywhere"]
    assert "far" not in found


@pytest.mark.usefixtures("library")
def test_who_bears_the_name_comes_first_and_a_slip_beside_it_is_mended() -> None:
    assert keys(find("CPAS Namur", PUBLIC))[0] == "cpas"
    assert keys(find("cpas de namur", PUBLIC))[0] == "cpas"
    found = find("mobilté namur", PUBLIC)
    assert (found.corrected, keys(found)[0]) == ("mobilite namur", "there")
    assert keys(find("Namur", PUBLIC))[0] == "cpas"


@pytest.mark.usefixtures("library")
def test_a_territory_is_a_place_too() -> None:
    assert keys(find("mobilité Doubs", PUBLIC)) == ["far", "everywhere"]


@pytest.mark.usefixtures("library")
def test_a_place_is_but_a_word_when_one_insists_or_when_another_is_asked(client: Client) -> None:
    assert keys(find("mobilité Namur", PUBLIC, exact=True)) == ["other"]
    assert find("mobilité Namur", Query(("public",), near=Near(47.2, 6.0, 25))).understood.place is None
    page = client.get("/recherche/?q=mobilité+Namur").content.decode()
    assert "lieu=5000+Namur" in page
    assert "exact=1" in page
    told = client.get("/api/v1/search?q=mobilité Namur").json()
    assert told["understood"]["place"] == {"name": "Namur", "place": "5000 Namur"}
    assert [each["key"] for each in told["results"]][:2] == ["there", "near"]


@pytest.mark.usefixtures("library")
def test_a_place_beside_words_that_nothing_answers_is_but_a_word() -> None:
    found = find("xylophone Namur", PUBLIC)
    assert (found.loosened, sorted(keys(found))) == (True, ["cpas", "other"])


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize(
    ("typed", "named", "rest"),
    [
        ("logement 25000", "25000", "logement"),
        ("logement besancon", "besancon", "logement"),
        ("garde d’enfants près de Besançon", "Besançon", "garde d’enfants"),
        ("5002 Saint-Servais logement", "5002 Saint-Servais", "logement"),
        ("logement st servais", "st servais", "logement"),
        ("mal aux jambes", None, ""),
        ("logement Jambes", "Jambes", "logement"),
        ("logement à jambes", "jambes", "logement"),
        ("prime de 5000 euros", None, ""),
        ("plan 2026", None, ""),
        ("aide à domicile", None, ""),
        ("logement à Dijon", None, ""),
    ],
)
def test_a_name_is_a_place_when_it_reads_as_one(typed: str, named: str | None, rest: str) -> None:
    found = whereabouts(typed, read(typed))
    assert (found and found.text) == named
    assert not found or found.rest == rest


def test_people_are_found_by_half_a_name_in_either_order(sheets: Shelf) -> None:
    for number, name in enumerate(("Jean-Pierre de la Tour", "Marie-Laure Cuvelier", "Élise Wattiez", "Jean Tourneur")):
        sheets.put(str(number), name)
    catch_up()
    for typed, first in (
        ("jean pierre de la tour", "0"),
        ("jeanpierre tour", "0"),
        ("de la Tour Jean-Pierre", "0"),
        ("tour j", "0"),
        ("cuvelier marie laure", "1"),
        ("m-l cuv", "1"),
        ("wattiez elise", "2"),
        ("elise watiez", "2"),
        ("j tourn", "3"),
    ):
        assert keys(find(typed, PUBLIC))[:1] == [first], typed
