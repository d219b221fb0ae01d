"""What one process at a time may do: two machines that start together prepare one database one after the other."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from django.conf import settings
from django.db import connection

PAUSE = 0.5
KEY = 7_386_001
"""Ours among PostgreSQL's advisory locks, which are numbers."""


@contextmanager
def alone(say: Callable[[str], object]) -> Iterator[None]:
    """Hold the site's lock, waited for aloud; it falls with its process, so a killed one blocks nobody."""
    held = _in_the_database if connection.vendor == "postgresql" else _in_the_folder
    with held(say):
        yield


@contextmanager
def _in_the_database(say: Callable[[str], object]) -> Iterator[None]:
    with connection.cursor() as cursor:

        def take() -> bool:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            return bool(cursor.fetchone()[0])

        _wait(take, say)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])


@contextmanager
def _in_the_folder(say: Callable[[str], object]) -> Iterator[None]:
    with (settings.DATA_DIR / "setup.lock").open("w") as file:
        _wait(lambda: _locked(file), say)
        yield


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait(take: Callable[[], bool], say: Callable[[str], object]) -> None:
    if take():
        return
    say("Un autre « setup » est en cours, on attend qu’il finisse…")
    while not take():
        time.sleep(PAUSE)
