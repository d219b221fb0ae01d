import pytest

from territories.distance import Box, kilometres
from territories.models import Municipality
from tests.territories.factories import MunicipalityFactory


def test_distances_are_those_of_the_map() -> None:
    namur, liege = (50.4669, 4.8675), (50.6337, 5.5675)

    assert kilometres(*namur, *liege) == pytest.approx(52.8, abs=0.5)
    assert kilometres(*namur, *namur) == 0


@pytest.mark.django_db
def test_a_box_keeps_what_is_near_and_leaves_out_what_is_far() -> None:
    near = MunicipalityFactory(latitude=50.47, longitude=4.90)
    MunicipalityFactory(latitude=50.63, longitude=5.57)
    MunicipalityFactory()

    assert list(Municipality.objects.filter(Box.around(50.4669, 4.8675, 10).condition())) == [near]


def test_a_box_holds_the_whole_circle_at_our_latitudes() -> None:
    box = Box.around(50.0, 5.0, 20)

    assert kilometres(50.0, 5.0, box.north, 5.0) >= 20
    assert kilometres(50.0, 5.0, 50.0, box.east) >= 20
