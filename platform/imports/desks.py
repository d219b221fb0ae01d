"""What a room answers for the import desk: how it reads files, what it asks, what it makes of them, how it undoes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

from imports.models import ImportRun

Tell = Callable[[str, int, int], None]
"""Hears the phase in French, how much of it is done, and out of how much."""
Choices = Sequence[tuple[str, str | Sequence[tuple[str, str]]]]


class UnreadableFileError(Exception):
    """A file of the deposit cannot be read; the message is a French sentence that names it."""


@dataclass(slots=True)
class Question:
    """One of their words, and which of ours it means."""

    key: str
    word: str
    count: int
    examples: list[str]
    guess: str
    field: str = ""
    """For a value, our field that holds it."""


@dataclass(slots=True)
class Row:
    """One thing of the dry run, as the preview shows it."""

    key: str
    title: str
    place: str
    state: str
    """`new`, `changed`, `unchanged`, `kept` (somebody works on it) or `refused`."""
    filled: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    alike: list[tuple[str, str]] = field(default_factory=list)
    """Titles and addresses of what looks like it; no address for what is in the same files."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Undone:
    """What an undoing took away, and what stays and why."""

    removed: dict[str, int] = field(default_factory=dict)
    kept: list[tuple[str, str, str]] = field(default_factory=list)
    """Name, address, reason."""


class Desk(Protocol):
    """One kind of content that files may hold."""

    label: str
    hint: str
    suffixes: frozenset[str]
    words_title: str
    """What its words are: « intertitres », « colonnes »."""

    def may(self, user: Any) -> bool:
        """Whether this person may import it."""
        ...

    def read(self, run: ImportRun, tell: Tell) -> Mapping[str, Any]:
        """Read the deposit into the run's folder; what was found. One bad file is told, never raised."""
        ...

    def targets(self, run: ImportRun) -> Choices:
        """Our fields, for the choices of a word."""
        ...

    def words(self, run: ImportRun) -> list[Question]:
        """Their headings or columns."""
        ...

    def values(self, run: ImportRun) -> list[Question]:
        """Values of theirs that stand for words of ours, once the columns are known."""
        ...

    def terms(self, field: str) -> Choices:
        """Our words for one field."""
        ...

    def lacks(self, run: ImportRun) -> str:
        """A sentence when the matching misses what cannot be guessed."""
        ...

    def warns(self, run: ImportRun) -> str:
        """A sentence when the matching is enough and yet will be regretted."""
        ...

    def about(self, run: ImportRun, data: Any = None) -> forms.Form | None:
        """What must be known of the files before the dry run."""
        ...

    def fate(self, run: ImportRun, user: Any, data: Any = None) -> forms.Form | None:
        """What is decided for all of it at once, before the import."""
        ...

    def template(self) -> bytes:
        """A workbook to fill in."""
        ...

    def check(self, run: ImportRun, tell: Tell) -> Iterable[Row]:
        """The dry run: what would become of each thing."""
        ...

    def take(self, run: ImportRun, tell: Tell) -> Mapping[str, Any]:
        """The import; run again after a kill it reaches the same end. What to report."""
        ...

    def undo(self, run: ImportRun, tell: Tell) -> Undone:
        """Take away what this import created and nobody touched since."""
        ...


def desks() -> Mapping[str, Desk]:
    """The table, in the order of the first screen."""
    table: Mapping[str, Desk] = import_string(settings.DESKS)
    return table


def open_to(user: Any) -> Mapping[str, Desk]:
    """The desks where this person may import."""
    return {key: desk for key, desk in desks().items() if desk.may(user)}
