"""JSON Lines: one record a line, UTF-8."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from offers.deliveries.jsontext import BrokenTextError, decoded, unwrapped
from offers.deliveries.lines import LONGEST, Encoding, Handed, Line, Note, UnreadableDeliveryError, bad


def lines(path: Path) -> Iterator[Handed]:
    """Every line that is not blank. Raises UnreadableDeliveryError when not one of them is a record."""
    encoding, records, seen, last = Encoding(), 0, 0, ""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline=None) as file:
        for number, raw in _raw_lines(file):
            if not raw.strip():
                continue
            line = _parsed(number, raw, encoding)
            seen, records, last = seen + 1, records + (line.record is not None), raw
            yield line
    encoding.judge(path.name)
    if seen and not records:
        raise UnreadableDeliveryError(f"{path.name} : aucune ligne n’est un objet JSON en UTF-8.")
    if seen and line.record is None and not last.endswith("\n"):
        yield Note(f"{path.name} s’arrête au milieu de sa dernière ligne.", partial=True)


def _raw_lines(file: IO[str]) -> Iterator[tuple[int, str]]:
    """Numbered lines, never more than LONGEST characters of one in memory."""
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        yield number, raw
        while len(raw) > LONGEST and not raw.endswith("\n"):
            raw = file.readline(LONGEST + 1)


def _parsed(number: int, raw: str, encoding: Encoding) -> Line:
    if len(raw) > LONGEST:
        return bad(number, "", "ligne trop longue.")
    if encoding.is_wrong(raw):
        return bad(number, raw, Encoding.problem)
    text = raw.strip()
    try:
        value, end = decoded(text)
    except BrokenTextError as error:
        return bad(number, raw, str(error))
    if end < len(text):
        return bad(number, raw, f"JSON mal formé (texte de trop après le caractère {end}).")
    record = unwrapped(value)
    return bad(number, raw, "ce n’est pas un objet JSON.") if record is None else Line(number, record)
