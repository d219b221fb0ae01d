"""Pages written by hand as Markdown files: a head in TOML between two lines of « +++ », then a title per part."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fichesactions.importing.delivery import UnreadableDeliveryError
from fichesactions.importing.record import MODELS

FENCE = "+++\n"
PART = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing beside the files of text, and the words that stand for it."""

    file: str
    description: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """What a file says: a record as deliveries hand it over, and the files that belong to the page."""

    raw: dict[str, Any]
    illustration: Picture | None = None
    attachments: list[dict[str, str]] = field(default_factory=list)
    """File and label of each document joined to it."""
    document: str = ""
    """The file that a tool is."""


def read_written(path: Path, *, prefix: str, today: date) -> WrittenPage:
    """Read one file; its name gives the key. Raises UnreadableDeliveryError, with the name of the file.

    Dates count in days from `today`, so that a demonstration is never a year old: `verified = -20`, `review = 160`.
    """
    try:
        _, head, text = path.read_text(encoding="utf-8").split(FENCE, 2)
        raw: dict[str, Any] = tomllib.loads(head)
    except ValueError as error:
        raise UnreadableDeliveryError(f"{path.name} : l’en-tête ne se lit pas.") from error
    body, *parts = PART.split(text)
    raw |= {"id": f"{prefix}{path.stem}", "body": body.strip(), "sections": _sections(path, raw, parts)}
    raw["contributors"] = [_person(line) for line in raw.get("contributors", [])]
    _date(raw, today)
    picture = raw.pop("illustration", None)
    return WrittenPage(
        illustration=Picture(**picture) if picture else None,
        attachments=raw.pop("attachments", []),
        document=raw.pop("document", ""),
        raw=raw,
    )


def _date(raw: dict[str, Any], today: date) -> None:
    """Days become dates; who wrote first is who verified, unless said otherwise."""
    for name, days in (("verified_on", raw.pop("verified", None)), ("next_review", raw.pop("review", None))):
        if days is not None:
            raw[name] = (today + timedelta(days=days)).isoformat()
    if raw.get("verified_on") and raw["contributors"]:
        first = raw["contributors"][0]
        raw.setdefault("verified_by", ", ".join(filter(None, (first["name"], first["organisation"]))))


def _sections(path: Path, raw: dict[str, Any], parts: list[str]) -> dict[str, str]:
    """Parts by field, as the page of this kind titles them."""
    by_title = {section.title: section.field for section in MODELS[raw.get("kind", "sheet")].sections}
    titles = [title.strip() for title in parts[::2]]
    if unknown := set(titles) - set(by_title):
        raise UnreadableDeliveryError(f"{path.name} : partie inconnue, {', '.join(sorted(unknown))}.")
    return {by_title[title]: text.strip() for title, text in zip(titles, parts[1::2], strict=True)}


def _person(line: str) -> dict[str, str]:
    """« Prénom Nom, métier, structure »"""
    name, _, rest = line.partition(", ")
    role, _, organisation = rest.partition(", ")
    return {"name": name, "role": role, "organisation": organisation}
