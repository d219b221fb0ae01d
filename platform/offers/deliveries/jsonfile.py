"""JSON as one value: an array of records, pages of the API, or lists by kind; streamed, whatever its size."""

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from offers.deliveries.fields import kind_of
from offers.deliveries.jsontext import BrokenTextError, Window, unwrapped
from offers.deliveries.lines import Encoding, Handed, Line, Note, Page, bad

_KINDS: Mapping[str, str] = {"items": "", "services": "service", "structures": "structure"}
_LIST = re.compile(r'(?<!\\)"(?:items|services|structures)"\s*+:\s*+\[')
_ID = re.compile(r'(?<!\\)"id"\s*+:')
_HEAD = 2_000
"""Characters in which an object that holds lists of records shows the first of them."""


def holds_lists(text: str) -> bool:
    """Whether the object that begins there is a page or a set of lists, rather than a record."""
    found = _LIST.search(text, 0, _HEAD)
    return found is not None and not _ID.search(text, 0, found.start())


def lines(path: Path) -> Iterator[Handed]:
    """Every record, each with its line; what is broken costs one, and nothing of it is taken for absent."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        yield from _File(path.name, Window(file)).walk()


@dataclass(slots=True)
class _Seen:
    """What a page brought: the kind of its records, and their keys."""

    kind: str = ""
    keys: set[str] = field(default_factory=set)

    def note(self, handed: Handed) -> None:
        if isinstance(handed, Line):
            key = handed.key if handed.record is None else handed.record.get("id")
            self.keys.update([key] if isinstance(key, str) else [])
            if not self.kind and handed.record is not None:
                self.kind = kind_of(handed.record)


class _File:
    """A walk through one file."""

    def __init__(self, name: str, text: Window) -> None:
        self.name = name
        self.text = text
        self.encoding = Encoding()
        self.rank = 0
        self.is_cut = False
        self.in_lists = False

    def walk(self) -> Iterator[Handed]:
        """Values one after the other; a comma or a bracket left over from something broken is passed."""
        while char := self.text.peek():
            if char == "[":
                self.text.skip()
                yield from self._list("")
            elif char in ",]}":
                self.text.skip()
            else:
                yield from self._element("")
        self.encoding.judge(self.name)
        if self.is_cut:
            yield Note(f"{self.name} s’arrête avant sa fin.", partial=True)

    def _list(self, kind: str) -> Iterator[Handed]:
        while (char := self.text.peek()) not in ("]", ""):
            if char == ",":
                self.text.skip()
            else:
                yield from self._element(kind)
        self.is_cut = self.is_cut or not char
        self.text.skip()

    def _element(self, kind: str) -> Iterator[Handed]:
        if self.text.peek() == "{" and not self.in_lists and holds_lists(self.text.ahead(_HEAD)):
            self.in_lists = True
            yield from self._lists()
            self.in_lists = False
        else:
            yield self._record(kind)

    def _record(self, kind: str) -> Line:
        self.rank += 1
        number, place = self.text.line, f"enregistrement {self.rank}"
        try:
            value, text = self.text.value()
        except BrokenTextError as error:
            return bad(number, self.text.find_next(error.read), str(error), kind=kind, place=place)
        if self.encoding.is_wrong(text):
            return bad(number, text, Encoding.problem, kind=kind, place=place)
        record = unwrapped(value)
        if record is None:
            return bad(number, text, "ce n’est pas un objet JSON.", kind=kind, place=place)
        return Line(number, record, kind=kind, place=place)

    def _lists(self) -> Iterator[Handed]:
        """`{"items": […], "total": …}`, or `{"structures": […], "services": […]}`."""
        number, frame, seen = self.text.line, dict[str, Any](), _Seen()
        self.text.skip()
        try:
            while (char := self.text.peek()) not in ("}", ""):
                if char == ",":
                    self.text.skip()
                    continue
                name, value = yield from self._member(seen)
                frame[name] = value
        except BrokenTextError as error:
            yield bad(number, "", f"page abîmée : {error}")
            yield Note(f"{self.name} : la page de la ligne {number} est abîmée.", partial=True)
            self.text.find_next(error.read)
            return
        self.is_cut = self.is_cut or not char
        self.text.skip()
        if "items" in frame:
            yield Page(seen.kind, frame.get("page"), frame.get("pages"), frame.get("total"), frozenset(seen.keys))

    def _member(self, seen: "_Seen") -> Generator[Handed, None, tuple[str, Any]]:
        name, _ = self.text.value()
        if not isinstance(name, str) or self.text.peek() != ":":
            raise BrokenTextError("un nom était attendu.")
        self.text.skip()
        if self.text.peek() != "[" or name not in _KINDS:
            return name, self.text.value()[0]
        self.text.skip()
        for handed in self._list(_KINDS[name]):
            seen.note(handed)
            yield handed
        return name, None
