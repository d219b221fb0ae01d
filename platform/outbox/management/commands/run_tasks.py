"""The worker and the clock."""

import contextlib
import os
import signal
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from outbox.worker import Worker

BESIDE_READERS = 5
"""How much a worker that shares a machine with the site's web process gives way to those who read."""


class Command(BaseCommand):
    help = "Exécute les tâches dues et l’horaire. Ctrl-C termine après la tâche en cours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="s’arrête quand plus rien n’est dû")
        parser.add_argument(
            "--with-parent", type=int, metavar="PID", help="s’arrête quand ce processus, son parent, disparaît"
        )
        parser.add_argument("--now", help="fait comme si l’on était à cette date ISO (DEBUG seulement)")

    def handle(self, *args: Any, until_idle: bool, with_parent: int | None, now: str | None, **options: Any) -> None:
        if with_parent is not None:
            os.nice(BESIDE_READERS)
        # The number is given: asked for here, it would already be another's when the parent dies early.
        worker = Worker(ends_when=lambda: with_parent is not None and os.getppid() != with_parent)
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(ValueError):  # Only the main thread may set a handler; tests run in others.
                signal.signal(number, lambda *_: worker.stop())
        with pretended(now):
            done = worker.run(until_idle=until_idle)
        self.stdout.write(f"{done} tâche(s) exécutée(s).")


@contextlib.contextmanager
def pretended(now: str | None) -> Iterator[None]:
    """Let every reader of `timezone.now()` see this moment, for as long as the block lasts."""
    if now is None:
        yield
        return
    if not settings.DEBUG:
        raise CommandError("--now n’est permis qu’avec DEBUG.")
    moment = _parsed(now)
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield


def _parsed(text: str) -> datetime:
    try:
        moment = parse_datetime(text if "T" in text or " " in text else f"{text}T00:00:00")
    except ValueError as error:
        raise CommandError(f"« {text} » n’est pas une date : {error}.") from error
    if moment is None:
        raise CommandError(f"« {text} » n’est pas une date ISO, par exemple 2026-11-23T08:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
