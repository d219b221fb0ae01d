"""Tasks and tables for the contract tests: in a module of their own, so that worker processes can import them."""

import os
import signal
import time
from datetime import timedelta
from pathlib import Path

from django_tasks import task

from cards.refs import Ref
from outbox.clock import Job
from outbox.events import Event


class KettleBoiled(Event):
    """Something happened."""


class TeaServed(Event):
    """Something else happened, which nobody hears."""


heard: list[tuple[Ref, ...]] = []


def hear(event: Event) -> None:
    heard.append(event.refs)


@task()
def note(event: str, refs: list[list[str]]) -> str:
    return f"{event} {refs}"


@task()
def note_too(event: str, refs: list[list[str]]) -> None: ...


SUBSCRIPTIONS = {KettleBoiled: (hear, note, note_too)}


@task()
def write_line(path: str, line: str, seconds: float = 0) -> None:
    """Say that it began and that it ended, so that overlaps show."""
    with Path(path).open("a") as file:
        file.write(f"begin {line} {os.getpid()}\n")
    time.sleep(seconds)
    with Path(path).open("a") as file:
        file.write(f"end {line} {os.getpid()}\n")


@task(priority=20)
def write_urgent_line(path: str, line: str) -> None:
    write_line.call(path, line)


@task()
def fail(words: str) -> None:
    raise ValueError(words)


@task()
def return_something_unwritable() -> object:
    return object()


@task()
def kill_the_worker() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@task()
def count_turn() -> None: ...


SCHEDULE = (Job("count_turn", count_turn, every=timedelta(minutes=5)),)
