"""The parts of a workbook, weighed before openpyxl builds anything of them: a few kilobytes may unfold to gigabytes."""

import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from openpyxl.xml.constants import SHEET_MAIN_NS

from offers.deliveries.lines import UnreadableDeliveryError

_MB = 1024 * 1024
_MOST_SHARED = 48 * _MB
_LARGEST = {"xl/worksheets/": 250 * _MB, "xl/sharedStrings.xml": _MOST_SHARED, "": 10 * _MB}
"""Fifty thousand services unfold to 90. Sheets are streamed; the texts they share stay in memory."""
_MOST_PARTS, _MOST_UNPACKED = 2000, 400 * _MB
_MOST_SWOLLEN = 100
"""Times its packed size; a real sheet is some ten to forty times."""
_MOST_ROWS, _MOST_SHARED_ELEMENTS = 200_000, 1_500_000
_MOST_TOGETHER = 150_000
"""Elements that stay in memory until a row is over, or behind the last: Excel has 16,384 columns and 65,530 links."""
_LONGEST_TOGETHER, _LONGEST_OF_ROW = 8 * _MB, 500
"""The second is what the row says of itself, its height and style, which openpyxl keeps."""
_ROW, _SHARED, _TEXT = (f"{SHEET_MAIN_NS} {name}" for name in ("row", "sst", "si"))
_CHUNK = 64 * 1024


def check_parts(path: Path) -> None:
    """Raises UnreadableDeliveryError when this is no workbook, or one that would fill the memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(path.name, parts)
            for part in parts:
                # Any of them may be said to be a sheet. What is no XML stops here as it would stop openpyxl.
                with archive.open(part) as file, suppress(ExpatError):
                    _Weighing(path.name).weigh(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise UnreadableDeliveryError(f"{path.name} est une archive abîmée.") from error


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    """As the archive says them: where it lies, reading stops at the size said, and fails."""
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise UnreadableDeliveryError(f"{name} est une archive, pas un classeur XLSX : décompressez-la d’abord.")
    swollen = any(part.file_size > _MB and part.file_size > _MOST_SWOLLEN * part.compress_size for part in parts)
    heavy = len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED
    if swollen or heavy or any(part.file_size > _largest(part.filename) for part in parts):
        raise UnreadableDeliveryError(f"{name} est démesuré une fois décompressé : il n’est pas ouvert.")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDeliveryError(f"{name} est protégé par un mot de passe.")


def _largest(name: str) -> int:
    return next(size for start, size in _LARGEST.items() if name.startswith(start))


class _Weighing:
    """What openpyxl would hold at once of one part. It lets go of a row, or of a shared text, where it ends."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._unit, self._level = _ROW, 2
        self._depth = self._together = self._since = self._rows = self._shared = 0
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse_entities

    def weigh(self, file: IO[bytes]) -> None:
        """Raises UnreadableDeliveryError when it is too much, ExpatError when it is no XML."""
        read = 0
        while chunk := file.read(_CHUNK):
            self._parser.Parse(chunk)
            read += len(chunk)
            if read - self._since > _LONGEST_TOGETHER or (self._unit == _TEXT and read > _MOST_SHARED):
                self._refuse("une ligne y est démesurée")
        self._parser.Parse(b"", True)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if not self._depth and name == _SHARED:
            self._unit, self._level = _TEXT, 1
        self._depth += 1
        self._together += 1
        if self._together > _MOST_TOGETHER:
            self._refuse("une ligne y est démesurée")
        if name == _ROW:
            self._begin_row(attributes)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._rows += 1
        if max(self._rows, float(attributes.get("r") or 0)) > _MOST_ROWS:
            self._refuse(f"une feuille y dépasse {_MOST_ROWS} lignes")
        if len(repr(attributes)) > _LONGEST_OF_ROW:
            self._refuse("une ligne y est démesurée")

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._depth == self._level and name == self._unit:
            self._shared += self._together if name == _TEXT else 0
            self._together, self._since = 0, self._parser.CurrentByteIndex
            if self._shared > _MOST_SHARED_ELEMENTS:
                self._refuse("trop de textes y sont partagés")

    def _refuse(self, why: str) -> NoReturn:
        raise UnreadableDeliveryError(f"{self._name} n’est pas ouvert : {why} ; supprimez ce qui y est vide.")

    def _refuse_entities(self, *declared: object) -> NoReturn:
        raise UnreadableDeliveryError(f"{self._name} n’est pas un classeur XLSX lisible (il définit des entités).")
