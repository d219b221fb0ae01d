"""All that a deposit of sheets holds, read once into the run’s folder: screens and import start there."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from fichesactions.desk import word, writer
from fichesactions.desk.documents import LONGEST_HEADING, Block, Document, cut, title_of_file
from fichesactions.desk.synonyms import COMMON
from fichesactions.plain_text import plain
from imports import deposit
from imports.deposit import Deposited
from imports.desks import Tell, UnreadableFileError
from imports.models import ImportRun
from imports.words import folded, guess
from offers.desk.tables import TableRow, rows_of

READ = "documents.jsonl"
IMAGES = "images"
SUFFIXES = frozenset({".docx", ".odt", ".xlsx", ".csv"})
MOST_WORDS, MOST_EXAMPLES, LONGEST_EXAMPLE = 150, 2, 60
MOST_OF_IMAGES = 1024**3
_TEXTS = {".docx": word.html_of, ".odt": writer.html_of}


def read(run: ImportRun, tell: Tell) -> Mapping[str, Any]:
    """Read every file; one that cannot be is told, and the rest goes on."""
    refused: list[str] = []
    count = 0
    seen = _Headings()
    keeper = _Keeper(run.folder / IMAGES)
    found = list(deposit.files(run, SUFFIXES))
    with (run.folder / READ).open("w", encoding="utf-8") as file:
        for number, deposited in enumerate(found, start=1):
            try:
                for document in _documents(deposited, keeper.keep):
                    file.write(json.dumps(document.as_json(), ensure_ascii=False) + "\n")
                    seen.add(document)
                    count += 1
            except UnreadableFileError as error:
                refused.append(str(error))
            tell("Lecture", number, len(found))
    what = "document lu" if count == 1 else "documents lus"
    return {"words": seen.most(), "refused": refused[:500], "count": count, "summary": f"{count} {what}"}


def documents(run: ImportRun) -> Iterator[Document]:
    """What was read, in the order of the files."""
    with (run.folder / READ).open(encoding="utf-8") as file:
        for line in file:
            yield Document.from_json(json.loads(line))


def _documents(deposited: Deposited, keep: word.Keep) -> Iterator[Document]:
    if deposited.problem:
        raise UnreadableFileError(deposited.problem)
    if deposited.suffix in _TEXTS:
        html, doubts = _TEXTS[deposited.suffix](deposited.path, deposited.place, keep)
        document = cut(html, deposited.place, doubts)
        if not document.blocks:
            raise UnreadableFileError(f"« {deposited.place} » ne contient aucun texte.")
        yield document
    else:
        yield from map(_of_row, rows_of(deposited.path, deposited.place, deposited.suffix))


class _Keeper:
    """Images of one import, once each, and no more than a disk can bear: they unfold to much more than was sent."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._room = folder, MOST_OF_IMAGES
        self._folder.mkdir(parents=True, exist_ok=True)

    def keep(self, data: bytes, suffix: str) -> str:
        """Its mark, for the text."""
        name = word.name_of_image(data, suffix)
        if not (self._folder / name).exists():
            self._room -= len(data)
            if self._room < 0:
                raise UnreadableFileError("Les images dépassent un gigaoctet : déposez le reste des fichiers ensuite.")
            (self._folder / name).write_bytes(data)
        return f"image:{name}"


def _of_row(row: TableRow) -> Document:
    """A line of a table: its columns are its headings."""
    titles = {"title": COMMON["title"]}
    title = next((cell for name, cell in row.cells.items() if guess(name, titles)), "")
    title = title or next(iter(row.cells.values()), title_of_file(row.place))
    blocks = [Block(name[:LONGEST_HEADING], _paragraphs(cell)) for name, cell in row.cells.items()]
    return Document(f"{row.place}, ligne {row.number}", " ".join(title.split())[:255], blocks)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.split("\n") if line.strip())


class _Headings:
    """Headings met, counted as people mean them."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._written: dict[str, Counter[str]] = defaultdict(Counter)
        self._examples: dict[str, list[str]] = defaultdict(list)

    def add(self, document: Document) -> None:
        for block in document.blocks:
            key = folded(block.heading)
            if not key:
                continue
            self._counts[key] += 1
            self._written[key][block.heading.strip(" :")] += 1
            text = " ".join(plain(block.html).split())
            if text and len(self._examples[key]) < MOST_EXAMPLES:
                self._examples[key].append(text[:LONGEST_EXAMPLE] + ("…" if len(text) > LONGEST_EXAMPLE else ""))

    def most(self) -> list[dict[str, Any]]:
        return [
            {
                "key": key,
                "word": self._written[key].most_common(1)[0][0],
                "count": count,
                "examples": self._examples[key],
            }
            for key, count in self._counts.most_common(MOST_WORDS)
        ]
