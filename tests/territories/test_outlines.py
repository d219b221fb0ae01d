"""A basin whose outline is known is drawn within it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from territories.models import Basin, validate_outline
from tests.territories.factories import BasinFactory, MunicipalityFactory

SQUARE = [[5.0, 50.0], [6.0, 50.0], [6.0, 51.0], [5.0, 51.0], [5.0, 50.0]]
HOLE = [[5.4, 50.4], [5.4, 50.6], [5.6, 50.6], [5.6, 50.4], [5.4, 50.4]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "outline",
    [
        {"type": "Polygon", "coordinates": [SQUARE, HOLE]},
        {"type": "MultiPolygon", "coordinates": [[SQUARE], [HOLE[::-1]]]},
    ],
)
def test_an_outline_takes_the_place_of_the_edge_of_the_cells(client: Client, outline: object) -> None:
    basin: Basin = BasinFactory(slug="verviers", territory__slug="wallonie")
    for number in range(3):
        MunicipalityFactory(basin=basin, latitude=50.2 + number / 5, longitude=5.2 + number / 5)
    before = client.get("/territoires/wallonie/verviers/").content.decode()
    assert "clip-path" not in before
    validate_outline(outline)
    Basin.objects.update(outline=outline)
    page = client.get("/territoires/wallonie/verviers/").content.decode()
    assert 'clip-path="url(#limite)"' in page
    border = page.partition('<clipPath id="limite"><path d="')[2].partition('"')[0]
    assert border.count("M") == border.count("z") == 2, "both rings"
    land = client.get("/territoires/wallonie/").content.decode()
    assert border.partition("z")[0] in land, "the same square on the map of the territory"
    assert border.partition("z")[0] in client.get("/territoires/").content.decode()


@pytest.mark.parametrize(
    "outline",
    [
        [], {"type": "Point", "coordinates": [5, 50]}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": SQUARE}, {"type": "Polygon", "coordinates": [SQUARE[:2]]},
        {"type": "Polygon", "coordinates": [[["x", "y"]] * 5]}, {"type": "MultiPolygon", "coordinates": [SQUARE]},
        {"type": "Polygon", "coordinates": [[[200000.0, 150000.0]] * 5]}, {"type": "MultiPolygon", "coordinates": 3},
    ],
)  # fmt: skip
def test_what_no_map_could_draw_is_refused(outline: object) -> None:
    with pytest.raises(ValidationError, match="longitude d’abord"):
        validate_outline(outline)
