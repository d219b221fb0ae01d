"""The tables in config/ name what exists, in the form that those who read them expect."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import ForeignKey, ManyToManyField
from django_tasks.base import Task

from accounts.models import User
from config.kinds import KINDS
from config.panels import PANELS
from config.personal_data import PERSONAL_DATA
from config.schedule import SCHEDULE
from config.subscriptions import SUBSCRIPTIONS
from outbox.events import Event

KIND_ANSWERS = ("label", "plural", "icon", "cards")
FINDABLE_ANSWERS = ("documents", "all_keys", "titles", "named_like")
SLOTS = {
    "home", "sheet.header", "sheet.after", "offer.after", "basin", "territory", "person", "organisation", "my_space",
    "search.nothing", "services", "desk", "admin.home", "letter", "gestures",
}  # fmt: skip


def test_every_model_with_a_key_to_a_person_has_an_owner_who_exports_and_erases_it() -> None:
    with_key = {
        model
        for model in apps.get_models(include_auto_created=True)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if isinstance(field, ForeignKey | ManyToManyField) and field.related_model is User
    }
    named = {model for owner in PERSONAL_DATA for model in owner.models}
    assert with_key, "the rule has something to hold"
    assert {model._meta.label for model in with_key - named} == set()


def test_every_kind_answers_what_lists_and_search_ask() -> None:
    assert KINDS
    missing = {kind: [word for word in KIND_ANSWERS if not hasattr(owner, word)] for kind, owner in KINDS.items()}
    assert {kind: words for kind, words in missing.items() if words} == {}
    halves = {kind: [word for word in FINDABLE_ANSWERS if hasattr(owner, word)] for kind, owner in KINDS.items()}
    assert [kind for kind, words in halves.items() if words and len(words) < len(FINDABLE_ANSWERS)] == []
    assert [kind for kind, words in halves.items() if not words] == ["search"], "what may not be found is named here"


def test_every_event_is_heard_by_tasks_and_functions() -> None:
    assert SUBSCRIPTIONS
    for event, subscribers in SUBSCRIPTIONS.items():
        assert issubclass(event, Event)
        assert event.__module__.endswith(".events")
        assert subscribers
        assert all(isinstance(subscriber, Task) or callable(subscriber) for subscriber in subscribers)


def test_every_panel_fills_a_slot_that_a_page_has() -> None:
    assert set(PANELS) <= SLOTS
    templates = "".join(path.read_text() for path in Path(settings.BASE_DIR, "templates").rglob("*.html"))
    assert [slot for slot in PANELS if f'"{slot}"' not in templates and slot != "admin.home"] == []


def test_no_two_jobs_share_a_name_and_each_has_one_rhythm() -> None:
    names = [job.name for job in SCHEDULE]
    assert len(names) == len(set(names))
    assert all((job.every is None) != (job.at is None) for job in SCHEDULE)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)


def test_imports_go_downwards_only() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    ended = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, env={"PYTHONPATH": "platform:."}
    )
    assert ended.returncode == 0, ended.stdout
