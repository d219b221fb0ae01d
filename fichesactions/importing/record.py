"""One record of a delivery, checked: whatever is wrong with it is a sentence, and it is left out."""

import hashlib
import json
import math
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from fichesactions.importing.delivery import LISTS
from fichesactions.importing.words import Words
from fichesactions.markdown import rich_text
from fichesactions.models import ActionSheet, GoodPractice, KnowledgePage, Tool

MODELS: dict[str, type[KnowledgePage]] = {"sheet": ActionSheet, "practice": GoodPractice, "tool": Tool}
LENGTHS = {"id": 200, "title": 255, "summary": 500, "verified_by": 200, "duration": 120}
LONGEST_TEXT = 200_000
MOST_VALUES = 100
CONTROLS = {"Cc", "Cs"}
"""Control characters and broken halves of characters, that no database and no page takes."""
BLANKS = re.compile(r"[ \t\n]+")
"""Never the no-break spaces of French punctuation."""
RECIPE = "3"
"""Part of each fingerprint: raised when the same record is to be read otherwise."""


class RefusedRecordError(ValueError):
    """This record cannot be taken; its message says why."""


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A sheet, practice or tool as it will be written: plain fields, rich texts, facets as rows, people."""

    id: str
    model: type[KnowledgePage]
    fields: dict[str, Any]
    facets: dict[str, list[Model]]
    tags: list[str]
    contributors: list[dict[str, Any]]
    fingerprint: str = field(repr=False)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    """Documents of ours and their labels; a delivery from outside joins none."""


def read(raw: dict[str, Any], words: Words) -> SheetRecord:
    """Check a raw record. Raises RefusedRecordError."""
    kind = _text(raw, "kind") or "sheet"
    if _clean(key := str(raw.get("id") or "")) != key.strip():
        raise RefusedRecordError("« id » porte des caractères qui ne s’écrivent pas.")
    if kind not in MODELS:
        raise RefusedRecordError(f"la sorte « {kind} » n’est pas sheet, practice ou tool.")
    model = MODELS[kind]
    return SheetRecord(
        id=_required(raw, "id"),
        model=model,
        fields=_fields(raw, model) | {"used_by": words.group_kinds(_list(raw, "users"))},
        facets={name: words.rows(name, _list(raw, name)) for name in words.facets},
        tags=[tag[:100] for tag in _list(raw, "tags")],
        contributors=_contributors(raw),
        fingerprint=_fingerprint(raw),
    )


def _fields(raw: dict[str, Any], model: type[KnowledgePage]) -> dict[str, Any]:
    sections = raw.get("sections") or {}
    known = {section.field for section in model.sections}
    if not isinstance(sections, dict) or (unknown := set(sections) - known):
        raise RefusedRecordError(f"partie inconnue pour cette sorte : {', '.join(sorted(unknown))}.")
    fields: dict[str, Any] = {name: rich_text(_text(sections, name, LONGEST_TEXT)) for name in sorted(known)}
    fields |= {
        "title": _required(raw, "title"),
        "summary": _text(raw, "summary"),
        "body": rich_text(_text(raw, "body", LONGEST_TEXT)),
        "source_url": _url(raw, "url"),
        "source_updated_at": _moment(raw, "updated_at"),
        "verified_on": _day(raw, "verified_on"),
        "verified_by": _text(raw, "verified_by"),
        "next_review": _day(raw, "next_review"),
    }
    if model is ActionSheet:
        fields["duration"] = _text(raw, "duration")
    if model is Tool:
        fields["link"] = _url(raw, "link")
    else:
        fields["coconstructed"] = raw.get("coconstructed") is True
    return fields


def _text(raw: dict[str, Any], name: str, longest: int = 0) -> str:
    value = raw.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise RefusedRecordError(f"« {name} » n’est pas un texte.")
    if isinstance(value, float) and not math.isfinite(value):
        raise RefusedRecordError(f"« {name} » n’est pas un texte.")
    text = _clean(str(value))
    longest = longest or LENGTHS.get(name, 500)
    if len(text) > longest:
        raise RefusedRecordError(f"« {name} » dépasse {longest} caractères.")
    return text


def _clean(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in CONTROLS).strip()


def _required(raw: dict[str, Any], name: str) -> str:
    text = BLANKS.sub(" ", _text(raw, name))
    if not text:
        raise RefusedRecordError(f"« {name} » manque.")
    return text


def _list(raw: dict[str, Any], name: str) -> list[str]:
    values = raw.get(name) or []
    if isinstance(values, str) and name in LISTS:
        values = [values]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise RefusedRecordError(f"« {name} » n’est pas une liste de textes.")
    if len(values) > MOST_VALUES:
        raise RefusedRecordError(f"« {name} » compte plus de {MOST_VALUES} valeurs.")
    return list(dict.fromkeys(clean for value in values if (clean := _clean(value))))


def _url(raw: dict[str, Any], name: str) -> str:
    url = _text(raw, name)
    try:
        if url:
            URLValidator(schemes=["http", "https"])(url)
    except ValidationError as error:
        raise RefusedRecordError(f"« {name} » n’est pas une adresse http ou https.") from error
    return url


def _day(raw: dict[str, Any], name: str) -> date | None:
    moment = _moment(raw, name)
    return timezone.localdate(moment) if moment else None


def _moment(raw: dict[str, Any], name: str) -> datetime | None:
    text = _text(raw, name)
    if not text:
        return None
    try:
        day = parse_date(text)
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise RefusedRecordError(f"« {name} » n’est pas une date (2026-11-03).")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _contributors(raw: dict[str, Any]) -> list[dict[str, Any]]:
    people = raw.get("contributors") or []
    if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
        raise RefusedRecordError("« contributors » n’est pas une liste de personnes.")
    return [
        {
            "name": _required(person, "name")[:120],
            "role": _text(person, "role", 120),
            "organisation": _text(person, "organisation", 160),
        }
        for person in people[:MOST_VALUES]
    ]


def _fingerprint(raw: dict[str, Any]) -> str:
    written = json.dumps([RECIPE, raw], sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()
