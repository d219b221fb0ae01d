"""Everything that a deposit of tables holds, read once into the run's folder."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from imports import deposit
from imports.desks import Tell, UnreadableFileError
from imports.models import ImportRun
from imports.words import folded
from offers.desk.tables import TableRow, rows_of

READ = "rows.jsonl"
SUFFIXES = frozenset({".xlsx", ".csv"})
MOST_ROWS = 20_000
MOST_WORDS = 400
MOST_EXAMPLES, LONGEST_EXAMPLE, TOLD_EVERY = 3, 50, 500


def read(run: ImportRun, tell: Tell) -> Mapping[str, Any]:
    """Read every table; one that cannot be read is told, and the rest goes on."""
    refused: list[str] = []
    count = 0
    columns: Counter[str] = Counter()
    written: dict[str, str] = {}
    order: list[str] = []
    examples: dict[str, list[str]] = defaultdict(list)
    with (run.folder / READ).open("w", encoding="utf-8") as file:
        for deposited in deposit.files(run, SUFFIXES):
            try:
                if deposited.problem:
                    raise UnreadableFileError(deposited.problem)
                for row in rows_of(deposited.path, deposited.place, deposited.suffix):
                    if count >= MOST_ROWS:
                        raise UnreadableFileError(f"Plus de {MOST_ROWS} lignes en tout : déposez le reste ensuite.")
                    file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
                    count += 1
                    _note(row, columns, written, examples, order)
                    if count % TOLD_EVERY == 0:
                        tell("Lecture", count, 0)
            except UnreadableFileError as error:
                refused.append(str(error))
    words, what = _said(order, columns, written, examples), "ligne lue" if count == 1 else "lignes lues"
    return {"words": words, "refused": refused[:500], "count": count, "summary": f"{count} {what}"}


def _said(
    order: Sequence[str], columns: Counter[str], written: dict[str, str], examples: dict[str, list[str]]
) -> list[dict[str, Any]]:
    """What the screen asks of each column, in their order."""
    asked = order[:MOST_WORDS]
    return [{"key": key, "word": written[key], "count": columns[key], "examples": examples[key]} for key in asked]


def _order(row: TableRow, order: list[str]) -> None:
    """Place columns not met before after the one they follow: a line's empty cells say nothing of their order."""
    at = 0
    for key in filter(None, map(folded, row.cells)):
        if key not in order:
            order.insert(at, key)
        at = order.index(key) + 1


def rows(run: ImportRun) -> Iterator[TableRow]:
    """What was read, in order."""
    with (run.folder / READ).open(encoding="utf-8") as file:
        for line in file:
            yield TableRow(**json.loads(line))


def _note(
    row: TableRow, columns: Counter[str], written: dict[str, str], examples: dict[str, list[str]], order: list[str]
) -> None:
    _order(row, order)
    for name, cell in row.cells.items():
        key = folded(name)
        if not key:
            continue
        columns[key] += 1
        written.setdefault(key, name)
        short = " ".join(cell.split())[:LONGEST_EXAMPLE]
        if len(examples[key]) < MOST_EXAMPLES and short not in examples[key]:
            examples[key].append(short)
