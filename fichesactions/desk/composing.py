"""From a document and its correspondences to a page: which text goes into which part."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fichesactions.desk.documents import Document
from fichesactions.desk.synonyms import OWN
from fichesactions.importing.record import LONGEST_TEXT, MODELS, RefusedRecordError, SheetRecord
from fichesactions.importing.words import MODELS as FACETS
from fichesactions.plain_text import plain
from imports.models import ImportRun
from imports.words import folded

KEEP = "keep"
"""Stays a heading within the part before it: nothing is lost for want of an answer."""
FACET_TARGETS = ("themes", "audiences")
LONGEST_SUMMARY, LONGEST_DURATION = 500, 120
_SPLIT = re.compile(r"\s*(?:[,;/|•\n]|\s[-–]\s)\s*")
_PEOPLE = re.compile(r"\s*(?:[,;\n]|\set\s)\s*")
RECIPE = "desk-1"


@dataclass(slots=True)
class Composed:
    """A page to be, what the preview says of it, and the images it waits for."""

    record: SheetRecord
    filled: list[str]
    doubts: list[str] = field(default_factory=list)
    images: dict[str, str] = field(default_factory=dict)


class Terms:
    """Our words for their values: those that say the same, else those that were chosen on screen."""

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self.rows: dict[str, dict[str, Any]] = {}
        self._same: dict[str, dict[str, str]] = {}
        for name in FACET_TARGETS:
            rows: list[Any] = list(FACETS[name]._default_manager.all())
            self.rows[name] = {row.slug: row for row in rows}
            self._same[name] = {folded(str(row)): row.slug for row in reversed(rows)} | {
                folded(row.slug): row.slug for row in rows
            }

    def slug(self, name: str, value: str) -> str:
        """The slug that a value stands for; empty when nobody knows."""
        key = folded(value)
        return self._same[name].get(key, "") or self._run.meant(name, key)

    def is_same(self, name: str, value: str) -> bool:
        """Whether it needs no answer."""
        return folded(value) in self._same[name]


def pieces(text: str) -> list[str]:
    """The values of a cell or of a line: « Logement, mobilité » is two."""
    return list(dict.fromkeys(piece for piece in _SPLIT.split(text.strip()) if piece))[:30]


def source_id(kind: str, document: Document) -> str:
    """Where it comes from and what it is called: the same file again is the same page, another office's « Fiche 1 »
    is not."""
    identity = hashlib.sha256(f"{document.place.casefold()}|{folded(document.title)}".encode()).hexdigest()[:16]
    return f"bureau:{kind}:{identity}:{document.place[-150:]}"


def compose(document: Document, run: ImportRun, terms: Terms) -> Composed:
    """The page that this document becomes. Raises RefusedRecordError."""
    parts, title = _parts(document, run)
    texts = {name: "".join(htmls) for name, htmls in parts.items()}
    doubts = list(document.doubts)
    if any(len(text) > LONGEST_TEXT for text in texts.values()):
        raise RefusedRecordError("une partie dépasse deux cent mille caractères.")
    _shorten(texts, doubts)
    model = MODELS[run.desk]
    own = {section.field: section.title for section in model.sections}
    fields: dict[str, Any] = {name: texts.get(name, "") for name in ("body", *own)}
    fields |= {"title": title, "summary": plain(texts.get("summary", ""))}
    if run.desk == "sheet":
        fields["duration"] = plain(texts.get("duration", ""))
    facets = {name: _rows(terms, name, texts.get(name, ""), doubts) for name in FACET_TARGETS}
    tags = [tag[:100] for tag in pieces(plain(texts.get("tags", "")))]
    people = [{"name": name[:120], "role": "", "organisation": ""} for name in _people(texts.get("contributors", ""))]
    _doubt_emptiness(document, fields, own, doubts)
    said = [RECIPE, run.desk, fields, sorted(t.pk for rows in facets.values() for t in rows), tags, people]
    print_ = hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
    record = SheetRecord(source_id(run.desk, document), model, fields, facets, tags, people, print_)
    named = {"summary": "En deux phrases", "body": "Texte libre", **own}
    shown = {name: alt for name, alt in document.images.items() if any(name in str(text) for text in fields.values())}
    return Composed(record, [label for name, label in named.items() if fields[name]], doubts, shown)


def _parts(document: Document, run: ImportRun) -> tuple[dict[str, list[str]], str]:
    parts: dict[str, list[str]] = {}
    current, title = "body", document.title
    for block in document.blocks:
        key = folded(block.heading)
        target = run.matching.get("words", {}).get(key, KEEP) if key else "body"
        if not target:
            continue
        if target == "title":
            title = " ".join(plain(block.html).split())[:255] or title
        elif target == KEEP:
            heading = f"<h3>{_escaped(block.heading)}</h3>" if block.html else f"<p>{_escaped(block.heading)}</p>"
            parts.setdefault(current, []).append(heading + block.html)
        else:
            current = target if target in _LONG[run.desk] else current
            parts.setdefault(target, []).append(block.html)
    return parts, title


_LONG = {kind: {"body", *names} - {"duration"} for kind, names in OWN.items()}


def _shorten(texts: dict[str, str], doubts: list[str]) -> None:
    """What is too long for its place is kept in the free text."""
    for name, longest in (("summary", LONGEST_SUMMARY), ("duration", LONGEST_DURATION)):
        text = plain(texts.get(name, ""))
        if len(text) > longest:
            texts["body"] = texts[name] + texts.get("body", "")
            texts[name] = text[:longest].rsplit(". ", 1)[0].rstrip(".") + "." if ". " in text[:longest] else ""
            doubts.append(f"Un texte de plus de {longest} caractères est gardé entier dans le texte libre.")


def _rows(terms: Terms, name: str, html: str, doubts: list[str]) -> list[Any]:
    values = [piece for line in _lines(html) for piece in pieces(line)]
    slugs = {value: terms.slug(name, value) for value in values}
    unknown = [value for value, slug in slugs.items() if not slug]
    if unknown:
        doubts.append(f"Sans correspondance, laissé de côté : {', '.join(unknown)[:120]}.")
    return [terms.rows[name][slug] for slug in dict.fromkeys(slugs.values()) if slug in terms.rows[name]]


def values_in(document: Document, run: ImportRun) -> Iterator[tuple[str, str]]:
    """Facet and value, for every value this document gives."""
    for block in document.blocks:
        name = run.target(folded(block.heading))
        if name in FACET_TARGETS:
            yield from ((name, piece) for line in _lines(block.html) for piece in pieces(line))


def _lines(html: str) -> list[str]:
    return [plain(line) for line in re.split(r"</(?:p|li)>|<br/>", html) if plain(line)]


def _people(html: str) -> Iterable[str]:
    names = (name.strip() for line in _lines(html) for name in _PEOPLE.split(line))
    return [name for name in dict.fromkeys(names) if name][:20]


def _doubt_emptiness(document: Document, fields: dict[str, Any], own: dict[str, str], doubts: list[str]) -> None:
    if not any(fields[name] for name in own):
        doubts.append("Aucune partie reconnue : tout est dans le texte libre.")
    if any(not alt for name, alt in document.images.items()):
        doubts.append("Des images n’ont pas de description : à compléter pour qui ne les voit pas.")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
