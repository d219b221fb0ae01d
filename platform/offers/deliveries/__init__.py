"""Deliveries of the catalogue: one adapter per form a file may take, one table naming them."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from cards.words import unreadable
from offers.deliveries import csvfile, jsonfile, jsonlines, workbook
from offers.deliveries.lines import Handed, Line, Note, Page, UnreadableDeliveryError

Adapter = Callable[[Path], Iterator[Handed]]

FORMATS: Mapping[str, Adapter] = {
    "jsonl": jsonlines.lines,
    "json": jsonfile.lines,
    "csv": csvfile.lines,
    "xlsx": workbook.lines,
}
_LINES, _JSON = {".jsonl", ".ndjson"}, {".json", ".geojson"}
_SIGNATURES: Mapping[bytes, str] = {
    b"\x1f\x8b": "est une archive gzip : décompressez-la d’abord",
    b"%PDF": "est un PDF",
    b"7z\xbc\xaf": "est une archive 7z : décompressez-la d’abord",
    b"BZh": "est une archive bzip2 : décompressez-la d’abord",
    b"\xfd7zXZ": "est une archive xz : décompressez-la d’abord",
    b"\xd0\xcf\x11\xe0": "est un ancien classeur Excel : réenregistrez-le en XLSX",
    b"\xff\xfe": "est en UTF-16 : réenregistrez-le en UTF-8",
    b"\xfe\xff": "est en UTF-16 : réenregistrez-le en UTF-8",
}
_HEAD = 64 * 1024
_CONTROLS = bytes({*range(32)} - {9, 10, 12, 13, 27})


def read(path: Path) -> Iterator[Handed]:
    """What a delivered file holds, streamed, good and bad. Raises UnreadableDeliveryError when it is no delivery."""
    if path.exists() and not path.is_file():
        raise UnreadableDeliveryError(f"{path.name} n’est pas un fichier.")
    try:
        if not path.stat().st_size:  # Nor is a door of the system's, which may never end, opened.
            raise UnreadableDeliveryError(f"{path.name} est vide.")
        with path.open("rb") as file:
            head = file.read(_HEAD)
        yield from FORMATS[recognised(path.name, head)](path)
    except OSError as error:
        raise UnreadableDeliveryError(f"{path.name} {unreadable(error)}.") from error


def recognised(name: str, head: bytes) -> str:
    """Which of FORMATS a file has, by its first bytes; its name only helps where they leave a doubt."""
    for start, what in _SIGNATURES.items():
        if head.startswith(start):
            raise UnreadableDeliveryError(f"{name} {what}.")
    if head.startswith(b"PK"):
        return "xlsx"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise UnreadableDeliveryError(f"{name} est vide.")
    if len(head.translate(None, _CONTROLS)) < 0.9 * len(head):
        raise UnreadableDeliveryError(f"{name} n’est pas un fichier de texte en UTF-8.")
    suffix = Path(name).suffix.lower()
    if text.startswith(b"["):
        return "json"
    if text.startswith(b"{"):
        return "json" if _spreads(text) else "jsonl"
    return "jsonl" if suffix in _LINES else "json" if suffix in _JSON else "csv"


def _spreads(text: bytes) -> bool:
    """Whether what begins with a brace is more than a record a line: lists of records, or a record over many lines."""
    first = re.split(rb"[\r\n]", text, maxsplit=1)[0].rstrip()
    return jsonfile.holds_lists(text.decode("utf-8", "replace")) or bool(re.search(rb"[{,\[]$", first))


__all__ = ["FORMATS", "Handed", "Line", "Note", "Page", "UnreadableDeliveryError", "read", "recognised"]
