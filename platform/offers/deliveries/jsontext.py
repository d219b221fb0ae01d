"""A JSON text read through a window: one value at a time, in bounded memory, and found again after what is broken."""

import json
import re
from collections.abc import Mapping
from typing import IO, Any

from offers.deliveries.lines import LONGEST, UnreadableDeliveryError

_BLANK = re.compile(r"[ \t\r\n]*+")
_NEXT = re.compile(r'(?:\}[ \t\r\n]*+,?[ \t\r\n]*+|,[ \t\r\n]*+|\n[ \t]*+)(?=\{[ \t\r\n]*+")')
"""Where another record seems to begin, whatever quotes and brackets were left open before it."""
_EDGE = 1_000
_BEHIND = 64_000
"""Characters kept behind something broken: each error of `json` counts the lines of all of them."""
_UNKNOWN = 100_000
"""Characters that a reading in vain is taken to have cost when it does not say where it stopped."""
_MOST_IN_VAIN = 20 * LONGEST
"""Characters read again and again behind openings that nothing closes; an accident costs a few thousand."""


class BrokenTextError(Exception):
    """No JSON value begins there; the message says why, in French, and `read` how much was read to find out."""

    def __init__(self, message: str, read: int = 0) -> None:
        super().__init__(message)
        self.read = read


def decoded(text: str, start: int = 0) -> tuple[Any, int]:
    """The value that begins there, and where it ends. Raises BrokenTextError."""
    not_numbers: list[str] = []
    try:
        value, end = json.JSONDecoder(parse_constant=not_numbers.append).raw_decode(text, start)
    except RecursionError:
        raise BrokenTextError("JSON trop profond.", _UNKNOWN) from None
    except json.JSONDecodeError as error:
        read = error.pos - start
        raise BrokenTextError(f"JSON mal formé au caractère {read + 1}.", read) from None
    except ValueError:
        raise BrokenTextError("JSON mal formé (nombre démesuré).", _UNKNOWN) from None
    if not_numbers:
        raise BrokenTextError(f"JSON mal formé ({not_numbers[0]} n’est pas un nombre).", end - start)
    return value, end


def unwrapped(value: Any) -> dict[str, Any] | None:
    """The record, out of the wrapping that the API's search puts around it; None when it is no object."""
    if isinstance(value, Mapping) and isinstance(value.get("service"), Mapping) and "id" not in value:
        return dict(value["service"])
    return value if isinstance(value, dict) else None


class Window:
    """The part of a text under the eye. `line` is its number in the file, from 1."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._text = ""
        self._at = self._counted = 0
        self._ended = False
        self._line = 1
        self._in_vain = 0

    @property
    def line(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def peek(self) -> str:
        """The next character that is not blank, empty at the end of the file."""
        while True:
            self._fill()
            self._at = _BLANK.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                self._fill()
                return self._text[self._at]
            if self._ended:
                return ""

    def skip(self) -> None:
        """Past the character just peeked."""
        self._at += 1

    def ahead(self, length: int = LONGEST) -> str:
        """What follows, for a look."""
        return self._text[self._at : self._at + length]

    def value(self) -> tuple[Any, str]:
        """The value under the eye and its own text; the eye is then behind it. Raises BrokenTextError and stays."""
        self._fill()
        value, end = decoded(self._text, self._at)
        if end - self._at > LONGEST:
            raise BrokenTextError("enregistrement trop long.", end - self._at)
        text, self._at = self._text[self._at : end], end
        return value, text

    def find_next(self, read: int) -> str:
        """Past what is broken, after reading that much of it: to where another record seems to begin, else to the end
        of the file. Returns the text passed, nothing where it is longer than a record.

        Raises UnreadableDeliveryError when most of the reading is in vain."""
        start, found = self._at, _NEXT.search(self._text, self._at + 1)
        self._in_vain += max(0, read - (found.end() if found else len(self._text)) + start)
        if self._in_vain > _MOST_IN_VAIN:
            raise UnreadableDeliveryError("trop d’accolades ou de crochets ne sont pas refermés dans ce JSON.")
        if not found and not self._ended:
            self._seek_next()
            return ""
        self._at = found.end() if found else len(self._text)
        passed = self._text[start : found.start() if found else None]
        if self._at > _BEHIND:
            self._drop()
        return passed if len(passed) <= LONGEST else ""

    def _seek_next(self) -> None:
        self._at += 1
        while True:
            self._fill()
            if found := _NEXT.search(self._text, self._at):
                self._at = found.end()
                return
            # A boundary may lie across the edge of the window.
            self._at = len(self._text) if self._ended else max(self._at, len(self._text) - _EDGE)
            if self._ended:
                return
            self._read()

    def _fill(self) -> None:
        while not self._ended and len(self._text) - self._at <= LONGEST:
            self._read()

    def _read(self) -> None:
        read = self._file.read(LONGEST)
        self._ended = not read
        self._drop()
        self._text += read

    def _drop(self) -> None:
        """Forget what is behind the eye."""
        _ = self.line
        self._text, self._at, self._counted = self._text[self._at :], 0, 0
