"""What every adapter hands over, whatever the form of the file."""

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

LONGEST = 1_000_000
"""Characters of one record; the longest of the known sources is under 20,000."""
_ID = re.compile(r'(?<!\\)"id"\s*+:\s*+("(?:[^"\\\x00-\x1f]|\\.){1,250}+")?')
_ESCAPED = re.compile("[\udc80-\udcff]")


class UnreadableDeliveryError(Exception):
    """The file as a whole is no delivery; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record as delivered, at its line of the file; or why there is none there."""

    number: int
    record: dict[str, Any] | None
    problem: str = ""
    key: str = ""
    """The record's id where it can be told although the line is bad: what is delivered badly is not absent. Without
    it nobody knows what is absent."""
    kind: str = ""
    """`service` or `structure` where the form says it (a sheet, a list's name); empty where the fields must."""
    place: str = ""
    """What finds it when the number does not: the sheet, or its rank in a file of one long line."""


@dataclass(frozen=True, slots=True)
class Page:
    """The frame of a page of the API, handed over after its records: what it announced, and the keys it brought."""

    kind: str
    number: Any
    pages: Any
    total: Any
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say of the file as a whole. A partial delivery may withdraw nothing."""

    sentence: str
    partial: bool = False


Handed: TypeAlias = Line | Page | Note


def bad(number: int, text: str, problem: str, *, kind: str = "", place: str = "") -> Line:
    """A line that holds no record, with the key that its text shows."""
    return Line(number, None, problem, _key_in(text), kind, place)


def sure(key: Any) -> str:
    """The key that was read, or nothing when it cannot be that of any record."""
    return key if isinstance(key, str) and key.isprintable() else ""


def _key_in(text: str) -> str:
    """The only id of a broken record's text: behind a second brace it may be another's, and two are not told apart."""
    ids = list(islice(_ID.finditer(text, 0, LONGEST), 2))
    within = text.find("{", text.find("{") + 1)
    if len(ids) != 1 or not ids[0][1] or -1 < within < ids[0].start():
        return ""
    try:
        return sure(json.loads(ids[0][1]))
    except ValueError:
        return ""


class Encoding:
    """Whether a file is in UTF-8 but for a few records, or in something else altogether.

    Files are decoded with `surrogateescape`: a byte that is not UTF-8 becomes half of a surrogate pair, found here.
    """

    problem = "texte qui n’est pas en UTF-8."

    def __init__(self) -> None:
        self._seen = self._right = self._wrong = 0

    def is_wrong(self, text: str) -> bool:
        """Whether this record's own text holds bytes that are not UTF-8."""
        self._seen += 1
        if text.isascii():
            return False
        wrong = bool(_ESCAPED.search(text))
        self._wrong += wrong
        self._right += not wrong
        return wrong

    def judge(self, name: str) -> None:
        """At the end of the file. Raises UnreadableDeliveryError when it is written in another encoding."""
        few = self._wrong < min(3, self._seen) or self._wrong <= self._right or self._wrong * 10 <= self._seen
        if not few:
            raise UnreadableDeliveryError(
                f"{name} n’est pas en UTF-8 (sans doute en Latin-1 ou Windows-1252) : réenregistrez-le en UTF-8."
            )
