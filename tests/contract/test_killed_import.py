"""An import killed between two batches and run again: the catalogue and its index end as if nothing had happened."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

import vocabulary.seeding
from accounts.models import Organisation
from offers.importing import import_delivery
from offers.models import Offer
from offers.staging import BATCH
from tests.contract.conftest import Start
from tests.offers.factories import a_file, a_service, a_structure

pytestmark = [pytest.mark.contract, pytest.mark.django_db(transaction=True)]
SERVICES = 3 * BATCH


def catalogue() -> dict[str, Any]:
    """Everything that a delivery decides, without our own numbers."""
    offers = Offer.objects.select_related("organisation").prefetch_related("themes", "audiences")
    return {
        offer.source_id: (
            offer.fingerprint,
            offer.slug,
            offer.organisation and offer.organisation.source_id,
            {theme.slug for theme in offer.themes.all()},
            {audience.slug for audience in offer.audiences.all()},
        )
        for offer in offers
    } | dict(Organisation.objects.values_list("source_id", "fingerprint"))


def said(start: Start, *arguments: str) -> str:
    process = start(*arguments)
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 0, output
    return output


def test_an_import_killed_between_two_batches_ends_as_if_it_had_not_been(start: Start, tmp_path: Path) -> None:
    vocabulary.seeding.load()
    services = [a_service(str(key), publics=["jeunes"]) for key in range(SERVICES)]
    delivery = a_file(tmp_path, a_structure(), *services)
    process = start("import_offers", str(delivery))
    while Offer.objects.count() < BATCH:
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert BATCH <= Offer.objects.count() < SERVICES

    said(start, "import_offers", str(delivery))
    found = catalogue()
    said(start, "run_tasks", "--until-idle")
    agreed = {"missing": 0, "stale": 0, "ghosts": 0, "documents": SERVICES + 1}  # And their structure.
    assert json.loads(said(start, "check_search", "--json").splitlines()[-1]) == agreed

    Offer.objects.all().delete()
    Organisation.objects.all().delete()
    import_delivery([delivery])
    assert found == catalogue()
