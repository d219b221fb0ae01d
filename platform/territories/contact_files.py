"""First contacts brought in from a CSV: `place,name,what_for,for_whom,phone,hours,url,verified_on`.

`place` is `BE:63079` (a municipality), `basin:verviers` or `territory:wallonie`. A contact of the same name at the same
place is brought up to date; the order of the lines is the order of the contacts.
"""

import csv
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone

from cards.words import unreadable
from imports.reports import ImportReport
from outbox.transactions import one_change
from territories.models import MOST_CONTACTS, Basin, FirstContact, Municipality, Territory

COLUMNS = ("place", "name", "what_for", "for_whom", "phone", "hours", "url", "verified_on")
NEEDED = {"place", "name", "what_for"}
_SAID = COLUMNS[1:7]
_OWNERS: dict[str, tuple[str, type[Basin | Territory | Municipality], str]] = {
    "basin": ("basin", Basin, "slug"),
    "territory": ("territory", Territory, "slug"),
}


def import_contacts(path: Path) -> ImportReport:
    """Take one file, the lines that can be read; nothing when it is not such a file. The same file twice changes
    nothing."""
    report = ImportReport(source=path.name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(enumerate(csv.DictReader(lines), start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        report.stop(f"le fichier {unreadable(error) if isinstance(error, OSError) else 'n’est pas un CSV en UTF-8'}.")
        return report
    if not rows or not rows[0][1].keys() >= NEEDED:
        report.stop(f"il faut les colonnes {', '.join(COLUMNS)}.")
        return report
    with one_change():
        for number, row in rows:
            _take(report, number, {name: (row.get(name) or "").strip() for name in COLUMNS})
    return report


def _take(report: ImportReport, number: int, said: dict[str, str]) -> None:
    owner = _owner(said["place"])
    if owner is None:
        report.refuse(number, said["place"], "lieu inconnu.")
        return
    field, place = owner
    known = {each.name: each for each in FirstContact.objects.filter(**{field: place})}
    contact = known.get(said["name"])
    taken = {each.position for each in known.values()}
    free = [rank for rank in range(1, MOST_CONTACTS + 1) if rank not in taken]
    if contact is None and not free:
        report.refuse(number, said["name"], f"{place} a déjà trois premiers contacts.")
        return
    before = None if contact is None else _state(contact)
    contact = contact or FirstContact(position=free[0], **{field: place})
    try:
        _fill(contact, said).full_clean()
    except (ValidationError, ValueError) as error:
        report.refuse(number, said["name"], " ".join(getattr(error, "messages", ["date illisible."])))
        return
    _count(report, before, _state(contact))
    contact.save()


def _fill(contact: FirstContact, said: dict[str, str]) -> FirstContact:
    """The contact with what the line says; without a day it is held to be checked today."""
    for name in _SAID:
        setattr(contact, name, said[name])
    if said["verified_on"]:
        contact.verified_on = date.fromisoformat(said["verified_on"])
    elif contact.pk is None:
        contact.verified_on = timezone.localdate()
    return contact


def _owner(place: str) -> tuple[str, Basin | Territory | Municipality] | None:
    kind, _, key = place.partition(":")
    field, model, by = _OWNERS.get(kind, ("municipality", Municipality, "code"))
    found = model._default_manager.filter(**{by: key if kind in _OWNERS else place}).first()
    return (field, found) if found else None


def _state(contact: FirstContact) -> tuple[object, ...]:
    return tuple(getattr(contact, name) for name in (*_SAID, "verified_on"))


def _count(report: ImportReport, before: tuple[object, ...] | None, after: tuple[object, ...]) -> None:
    if before is None:
        report.created += 1
    elif before != after:
        report.changed += 1
    else:
        report.unchanged += 1
