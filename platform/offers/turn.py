"""One import at a time: the second is told so at once, and a killed one holds nothing."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

_NUMBER = 7_103_021
"""Ours among PostgreSQL's advisory locks."""


class AnotherImportRunsError(Exception):
    """Someone else's import is under way."""


@contextmanager
def one_import_at_a_time() -> Iterator[None]:
    """Hold the only turn: PostgreSQL's own lock between machines, a locked file beside SQLite's on one."""
    with _turn_in_database() if connection.vendor == "postgresql" else _turn_in_file():
        yield


@contextmanager
def _turn_in_database() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_NUMBER])
        if not cursor.fetchone()[0]:
            raise AnotherImportRunsError
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_NUMBER])


@contextmanager
def _turn_in_file() -> Iterator[None]:
    with (Path(settings.DATA_DIR) / "import_offers.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherImportRunsError from error
        yield
