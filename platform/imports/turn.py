"""One import of a kind at a time: the second is told so at once, and a killed one holds nothing."""

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

_FIRST = 7_103_000_000
"""Where ours begin among PostgreSQL's advisory locks, which are numbers."""


class AnotherImportRunsError(Exception):
    """Someone else's import is under way."""


@contextmanager
def one_at_a_time(work: str) -> Iterator[None]:
    """Hold the only turn of this work: PostgreSQL's own lock between machines, a locked file beside SQLite's on one."""
    with _turn_in_database(work) if connection.vendor == "postgresql" else _turn_in_file(work):
        yield


@contextmanager
def _turn_in_database(work: str) -> Iterator[None]:
    number = _FIRST + zlib.crc32(work.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise AnotherImportRunsError
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@contextmanager
def _turn_in_file(work: str) -> Iterator[None]:
    with (Path(settings.DATA_DIR) / f"{work}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherImportRunsError from error
        yield
