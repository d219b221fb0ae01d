"""The demonstration's services come in the way every delivery does."""

from pathlib import Path

import pytest

from offers.models import Offer
from offers.seeding import DemoRefusedError, load_demo
from operations.management.commands.setup import DEMO_DIR
from tests.offers.factories import a_file, a_service, a_structure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]


def test_the_demonstration_is_loaded_once_however_often_it_is_asked(tmp_path: Path) -> None:
    a_file(tmp_path, a_structure(), a_service()).rename(tmp_path / "offers.jsonl")
    assert load_demo(tmp_path).created == 2
    assert load_demo(tmp_path).unchanged == 2
    assert Offer.objects.count() == 1


def test_a_defect_in_the_demonstration_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(DemoRefusedError, match="courriel"):
        load_demo(a_file(tmp_path, a_service("1"), a_service("2", courriel="x")))


def test_the_shipped_demonstration_is_taken_whole() -> None:
    report = load_demo(DEMO_DIR)
    assert report.services.created >= 30
    assert not Offer.objects.filter(organisation=None).exists()
