"""The demonstration's states of play: what fictional facilitators found in real basins, with fictional figures."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fichesactions.models import KnowledgePage, ref_of
from territories.contact_files import import_contacts
from territories.models import Basin, Initiative, KeyFigure, StateOfPlay
from vocabulary.models import ShippedFile

FILE = "states_of_play.json"
CONTACTS = "contacts.csv"
"""Whom to ring first, in the form of `import_contacts`."""


def load(folder: Path) -> None:
    """The first contacts, once; and the editions that are missing."""
    ShippedFile.load_once(folder / CONTACTS, _load_contacts)
    ShippedFile.load_once(folder / FILE, _load_states)


def _load_contacts(path: Path) -> None:
    report = import_contacts(path)
    if report.exit_code or report.refused:
        raise ValueError(report.as_text())


def _load_states(path: Path) -> None:
    """One that somebody changed since stays as it is."""
    basins = {basin.slug: basin for basin in Basin.objects.all()}
    for told in json.loads(path.read_text(encoding="utf-8")):
        basin = basins[told["basin"]]
        if not StateOfPlay.objects.filter(basin=basin, dated=told["dated"]).exists():
            _write(basin, told)


def _write(basin: Basin, told: Mapping[str, Any]) -> None:
    pages = {page.source_id: page for page in KnowledgePage.objects.filter(source_id__in=_pinned(told))}
    state = StateOfPlay.objects.create(
        basin=basin,
        dated=told["dated"],
        published=True,
        summary=told["summary"],
        strengths="\n".join(told["strengths"]),
        lacks="\n".join(told["lacks"]),
        text="\n\n".join(told["text"]),
    )
    KeyFigure.objects.bulk_create(KeyFigure(state=state, **figure) for figure in told["figures"])
    Initiative.objects.bulk_create(
        Initiative(state=state, ref=str(ref_of(pages[each["page"]])), reason=each["reason"])
        for each in told["initiatives"]
        if each["page"] in pages
    )


def _pinned(told: Mapping[str, Any]) -> Sequence[str]:
    return [each["page"] for each in told["initiatives"]]
