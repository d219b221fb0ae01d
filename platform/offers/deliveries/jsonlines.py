"""JSON Lines: one record a line, UTF-8."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn

from offers.deliveries.lines import Line, UnreadableDeliveryError

LONGEST_LINE = 1_000_000
"""Bytes; the longest record of the known sources is under 20,000."""
_ID = re.compile(rb'"id"\s*:\s*"([^"\\\x00-\x1f]{1,250})"')


def lines(path: Path) -> Iterator[Line]:
    """Every line that is not blank. Raises UnreadableDeliveryError when not one of them is a record."""
    seen = records = 0
    with path.open("rb") as file:
        for number, raw in _raw_lines(file):
            raw = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if not raw.strip():
                continue
            seen += 1
            line = _parsed(number, raw)
            records += line.record is not None
            yield line
    if seen and not records:
        raise UnreadableDeliveryError(f"{path.name} : aucune ligne n’est un objet JSON en UTF-8.")


def _raw_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Numbered lines, never more than LONGEST_LINE bytes of one in memory."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        yield number, raw
        while len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
            raw = file.readline(LONGEST_LINE + 1)


def _parsed(number: int, raw: bytes) -> Line:
    if len(raw) > LONGEST_LINE:
        return _bad(number, raw, "ligne trop longue.")
    try:
        record = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        return _bad(number, raw, "texte qui n’est pas en UTF-8.")
    except RecursionError:
        return _bad(number, raw, "JSON trop profond.")
    except ValueError as error:
        return _bad(number, raw, f"JSON mal formé ({error}).")
    if not isinstance(record, dict):
        return _bad(number, raw, "ce n’est pas un objet JSON.")
    return Line(number, record)


def _bad(number: int, raw: bytes, problem: str) -> Line:
    found = _ID.search(raw[:LONGEST_LINE])
    return Line(number, None, problem, found.group(1).decode("utf-8", "replace") if found else "")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} n’est pas un nombre")
