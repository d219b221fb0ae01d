"""A worker killed while it indexes, again and again: nothing is lost, nothing is doubled, nothing is half written."""

import json
import time
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

import vocabulary.seeding
from offers.models import Offer
from search.engines import engine
from tests.contract.conftest import Start
from tests.contract.test_worker import wait_until
from tests.offers.factories import a_service, a_structure, deliver

pytestmark = [pytest.mark.contract, pytest.mark.django_db(transaction=True)]

KILLS = 3
OFFERS = 600


def everything_renamed(folder: Path, turn: int) -> None:
    renamed = [a_service(str(key), nom=f"Garde d’enfants {key}, tour {turn}") for key in range(OFFERS)]
    report = deliver(folder, a_structure(), *renamed)
    assert not report.refused, report.as_text()
    assert Offer.objects.filter(name__endswith=f"tour {turn}").count() == OFFERS


def test_a_worker_killed_while_it_indexes_loses_and_doubles_nothing(start: Start, tmp_path: Path) -> None:
    vocabulary.seeding.load()
    killed_at_work = 0
    for turn in range(KILLS):
        everything_renamed(tmp_path, turn)
        worker = start("run_tasks")
        wait_until(lambda: DBTaskResult.objects.running().filter(task_path__contains="refresh_index").exists())
        time.sleep(0.1 * turn)
        worker.kill()
        worker.wait()
        killed_at_work += DBTaskResult.objects.running().exists()
    assert killed_at_work, "at least one of them died with its task in hand"
    everything_renamed(tmp_path, KILLS)
    assert start("run_tasks", "--until-idle").wait(60) == 0
    told, _ = start("check_search", "--json").communicate(timeout=60)
    assert json.loads(told) == {"missing": 0, "stale": 0, "ghosts": 0, "documents": OFFERS + 1}
    written = [ref for ref, _ in engine().inventory()]
    assert len(written) == len(set(written)) == OFFERS + 1, "the services and their structure"
