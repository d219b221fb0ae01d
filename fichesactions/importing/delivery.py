"""A file of sheets, read record by record: JSON Lines or CSV."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LISTS = ("themes", "audiences", "basins", "topics", "stages", "sectors", "users", "tags")
_STRONG_SEPARATOR = re.compile(r"[|;\n]")
LONGEST_LINE = 1_000_000


class UnreadableDeliveryError(ValueError):
    """The file as a whole cannot be read; its message is a sentence for whoever sent it."""


class UnreadableLineError(ValueError):
    """One line cannot be read; its message says why."""


def records(path: Path) -> Iterator[tuple[int, dict[str, Any] | UnreadableLineError]]:
    """Line number and raw record, or what is wrong with that line. Raises UnreadableDeliveryError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _csv(file) if path.suffix.lower() == ".csv" else _json_lines(file)
    except UnicodeDecodeError as error:
        raise UnreadableDeliveryError("le fichier n’est pas en UTF-8.") from error
    except OSError as error:
        raise UnreadableDeliveryError(f"le fichier {path} ne peut pas être lu.") from error


def _json_lines(lines: Iterator[str]) -> Iterator[tuple[int, dict[str, Any] | UnreadableLineError]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            if len(line) > LONGEST_LINE:
                raise UnreadableLineError("la ligne dépasse un million de caractères.")
            record = json.loads(line)
            if not isinstance(record, dict):
                raise UnreadableLineError("la ligne n’est pas un objet JSON.")
        except UnreadableLineError as error:
            yield number, error
        except (ValueError, RecursionError):
            yield number, UnreadableLineError("la ligne n’est pas du JSON.")
        else:
            yield number, record


def _csv(lines: Iterator[str]) -> Iterator[tuple[int, dict[str, Any] | UnreadableLineError]]:
    csv.field_size_limit(LONGEST_LINE)
    header = next(lines, "")
    delimiter = ";" if header.count(";") > header.count(",") else ","
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
    missing = {"id", "title"} - set(names)
    if missing:
        raise UnreadableDeliveryError(f"il manque la colonne {' et la colonne '.join(sorted(missing))}.")
    doubled = sorted({name for name in names if name and names.count(name) > 1})
    if doubled:
        raise UnreadableDeliveryError(f"la colonne {doubled[0]} est en double.")
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            if not any(row):
                continue
            number = reader.line_num + 1
            if len(row) > len(names):
                yield number, UnreadableLineError("la ligne a plus de cases que l’en-tête.")
            else:
                yield number, {name: _cell(name, text) for name, text in zip(names, row, strict=False)}
    except csv.Error as error:
        raise UnreadableDeliveryError(f"le CSV est illisible après la ligne {reader.line_num + 1}.") from error


def _cell(name: str, text: str) -> Any:
    """Lists are JSON, or values separated by | or ; , or else by commas."""
    if name not in LISTS:
        return text
    if text.lstrip().startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            return text
    parts = _STRONG_SEPARATOR.split(text) if _STRONG_SEPARATOR.search(text) else text.split(",")
    return [part.strip() for part in parts if part.strip()]
