"""An office at its desk: what it deposits, what it answers, and the worker beside it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

import vocabulary.seeding
from fichesactions.seeding import load_tree
from imports.desks import Question, desks
from imports.models import ImportRun
from tests.fichesactions.factories import person

NOBODY: dict[type, tuple[object, ...]] = {}


class Office:
    """Somebody at the import desk."""

    def __init__(self, work: Callable[[], int], email: str = "nadia@exemple.test", *groups: str) -> None:
        self.person = person(email, *(groups or ("Rédaction",)))
        self.work, self.client = work, Client()
        self.client.force_login(self.person)

    def deposit(self, desk: str = "sheet", **files: bytes) -> ImportRun:
        """Bring files (`fiches_zip=…`) and have them read."""
        sent = [SimpleUploadedFile(name.replace("_", "."), data) for name, data in files.items()]
        answer = self.client.post("/admin/importer/", {"desk": desk, "brought": sent, "key": str(uuid4())})
        assert answer.status_code == 302, answer.content.decode()
        self.work()
        return ImportRun.objects.latest("pk")

    def post(self, run: ImportRun, step: str, **said: object) -> None:
        """Press a button; the worker then does its part, and the page shows it."""
        answer = self.client.post(f"{run.get_absolute_url()}{step}/", said)
        assert answer.status_code == 302, answer.content.decode()
        self.work()
        run.refresh_from_db()

    def page(self, run: ImportRun) -> str:
        """What the run's page says."""
        answer = self.client.get(run.get_absolute_url())
        assert answer.status_code == 200
        return str(answer.content.decode())

    def match(self, run: ImportRun, **said: object) -> None:
        """Take the words as they are guessed, but for what is said."""
        self.post(run, "correspondances", **(guessed(desks()[run.desk].words(run), "w") | said))

    def launch(self, run: ImportRun, **said: object) -> None:
        """Import for good, on the shelf."""
        fate = desks()[run.desk].fate(run, self.person)
        parent = {"parent": fate.fields["parent"].choices[0][0], "submit": "no"} if run.desk != "offer" else {}  # type: ignore[union-attr]
        self.post(run, "lancer", **(parent | said))


def guessed(questions: list[Question], letter: str) -> dict[str, object]:
    """The form as it is proposed."""
    return {f"{letter}-{rank}": question.guess for rank, question in enumerate(questions)}


@pytest.fixture
def office(db: None, work: Callable[[], int], settings: Settings) -> Office:
    """Somebody of « Rédaction », on a site that stands and whose index others test."""
    settings.SUBSCRIPTIONS = "tests.imports.conftest.NOBODY"
    vocabulary.seeding.load()
    load_tree()
    return Office(work)
