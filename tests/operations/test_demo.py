"""The demonstration as a whole: what the issue promises of it, and that setting up again changes nothing."""

import json

import pytest

import territories.seeding
import vocabulary.seeding
from accounts.models import Organisation, Profile, Shown
from operations import demo_people, demo_places, demo_structures
from operations.management.commands.setup import DEMO_DIR
from territories.models import Basin, FirstContact, Role, StateOfPlay

pytestmark = pytest.mark.django_db


def _records() -> list[dict[str, object]]:
    return [json.loads(line) for line in (DEMO_DIR / "offers.jsonl").read_text(encoding="utf-8").splitlines()]


def test_it_is_as_rich_as_promised() -> None:
    records = _records()
    services = [record for record in records if "structure_id" in record]
    assert len(services) >= 90
    assert len(records) - len(services) >= 25
    assert len((DEMO_DIR / "people.jsonl").read_text(encoding="utf-8").splitlines()) >= 40
    assert len(list((DEMO_DIR / "sheets").glob("*.md"))) >= 40


def test_what_its_files_point_at_exists() -> None:
    structures = {record["id"] for record in _records() if "structure_id" not in record}
    people = [json.loads(line) for line in (DEMO_DIR / "people.jsonl").read_text(encoding="utf-8").splitlines()]
    sheets = {f"demo--{path.stem}" for path in (DEMO_DIR / "sheets").glob("*.md")}
    states = json.loads((DEMO_DIR / "states_of_play.json").read_text(encoding="utf-8"))
    assert {person["organisation"] for person in people} - {None} <= structures
    assert json.loads((DEMO_DIR / "structures.json").read_text(encoding="utf-8")).keys() <= structures
    assert {pinned["page"] for state in states for pinned in state["initiatives"]} <= sheets


def test_loading_it_again_leaves_what_people_changed() -> None:
    vocabulary.seeding.load()
    territories.seeding.load()
    for _ in range(2):
        demo_people.load_accounts(DEMO_DIR)
        demo_structures.load(DEMO_DIR)
        demo_people.load_profiles(DEMO_DIR)
        demo_places.load(DEMO_DIR)
        Profile.objects.filter(user__first_name="Fatou").update(trade="infirmière de rue")
    assert Profile.objects.count() == 40
    fatou = Profile.objects.get(user__first_name="Fatou")
    assert (fatou.trade, fatou.name_shown) == ("infirmière de rue", Shown.MEMBERS)
    assert Basin.objects.exclude(states_of_play__published=True).count() == 0
    assert StateOfPlay.objects.count() == 16
    assert FirstContact.objects.exists()
    assert Role.objects.filter(part="facilitator").values("basin").distinct().count() == 14
    assert not Organisation.objects.exists()
