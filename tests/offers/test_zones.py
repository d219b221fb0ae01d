"""Zones of eligibility: which basins they cover, and how they read."""

from collections.abc import Sequence

import pytest

from offers.zones import Cover, in_words, with_country
from territories.models import Country, Municipality
from tests.offers.factories import a_basin

pytestmark = pytest.mark.django_db
EVERY_FRENCH = ("bassin-besancon", "bassin-cognac")


@pytest.fixture
def basins() -> None:
    a_basin("BE:62063", "Liège")
    a_basin("BE:63079", "Verviers")
    a_basin("BE:92094", "Namur")
    a_basin("FR:25056", "Besançon", "FR")
    a_basin("FR:16102", "Cognac", "FR")


@pytest.mark.usefixtures("basins")
@pytest.mark.parametrize(
    ("municipality", "zones", "country", "bound", "covered"),
    [
        ("BE:62063", None, "BE", True, ("bassin-liege",)),
        ("BE:62063", ["BE:63079"], "BE", True, ("bassin-liege", "bassin-verviers")),
        (None, ["BE:60000"], "BE", False, ("bassin-liege", "bassin-verviers")),
        (None, ["FR:25"], "FR", False, ("bassin-besancon",)),
        (None, None, "FR", False, EVERY_FRENCH),
        (None, ["FR:france"], "FR", False, EVERY_FRENCH),
        ("FR:25056", ["FR:france"], "FR", True, ("bassin-besancon",)),
        ("FR:25056", None, "FR", False, EVERY_FRENCH),
        (None, None, "FR", True, ()),
        ("FR:33063", None, "FR", True, ()),
        ("FR:62063", ["FR:62063"], "FR", True, ()),
        (None, ["FR:200093201", "FR:99125"], "FR", False, ()),
    ],
)
def test_a_service_belongs_to_the_basins_it_can_be_offered_to(
    municipality: str | None, zones: Sequence[str] | None, country: str, bound: bool, covered: tuple[str, ...]
) -> None:
    assert Cover().basins(municipality, zones, country, bound=bound) == covered


@pytest.mark.usefixtures("basins")
@pytest.mark.parametrize(
    ("zones", "words"),
    [
        (None, "pas de limite indiquée"),
        (["BE:62063"], "Liège"),
        (["BE:62063", "BE:63079", "FR:25"], "Liège, Verviers et le Doubs"),
        (["FR:france"], "toute la France"),
        (["FR:33063"], "1 commune (code 33063)"),
        (["FR:25", "FR:200093201", "FR:200093202"], "le Doubs et 2 intercommunalités (codes 200093201, 200093202)"),
        ([f"FR:3300{n}" for n in range(5)], "5 communes (codes 33000, 33001, 33002…)"),
        (["FR:99125"], "1 pays (code 99125)"),
    ],
)
def test_a_zone_is_told_in_words_and_what_has_no_name_is_counted(zones: Sequence[str] | None, words: str) -> None:
    assert in_words(zones) == words


def test_a_long_zone_is_cut_and_counted() -> None:
    Municipality.objects.bulk_create(Municipality(code=f"FR:250{n}", name=f"Commune {n}") for n in range(10, 40))
    words = in_words([f"FR:250{n}" for n in range(10, 40)])
    assert words.startswith("Commune 10, Commune 11")
    assert words.endswith("et 18 autres lieux")


def test_a_code_carries_its_country_and_the_code_of_france_is_france() -> None:
    assert with_country("62063", Country.BE) == "BE:62063"
    assert with_country("99100", Country.FR) == "FR:france"
