"""What an import of tables created is written down before, marked after, and taken back while nobody touched it."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from accounts.models import Organisation
from accounts.structures.events import OrganisationsChanged
from cards.refs import Ref
from imports.desks import Tell, Undone
from imports.models import ImportRun, Made
from offers.deliveries.fields import kind_of
from offers.events import OffersChanged
from offers.models import Offer
from offers.validation import named
from outbox.events import record_in_batches
from outbox.transactions import make_way, one_change

T = TypeVar("T")
BATCH = 200
MODELS: dict[str, type[models.Model]] = {"service": Offer, "structure": Organisation}
_LABELS = {"service": "services retirés", "structure": "structures retirées"}


def plan(run: ImportRun, path: Path) -> None:
    """Write down, once, what is about to be created: after a kill nothing else tells it from what was there."""
    if run.planned:
        return
    keys: dict[str, list[str]] = {"service": [], "structure": []}
    with path.open(encoding="utf-8") as file:
        for line in file:
            raw = json.loads(line)
            keys[kind_of(raw)].append(named(raw, run.options["source"])["id"])
    with transaction.atomic():
        for kind, wanted in keys.items():
            for batch in _batches(wanted):
                there = set(_rows(kind, batch).values_list("source_id", flat=True))
                Made.objects.bulk_create(
                    (Made(run=run, kind=kind, key=key) for key in dict.fromkeys(batch) if key not in there),
                    ignore_conflicts=True,
                )
        ImportRun.objects.filter(pk=run.pk).update(planned=True)


def mark(run: ImportRun) -> None:
    """Remember each thing as it was left; what was refused in the end was not created."""
    for kind in MODELS:
        for batch in _batches(list(run.made.filter(kind=kind, mark=""))):
            rows = {row.source_id: row for row in _rows(kind, [made.key for made in batch])}
            with transaction.atomic():
                Made.objects.filter(pk__in=[made.pk for made in batch if made.key not in rows]).delete()
                found = [made for made in batch if made.key in rows]
                for made in found:
                    made.mark = print_of(rows[made.key])
                Made.objects.bulk_update(found, ["mark"])


def undo(run: ImportRun, tell: Tell) -> Undone:
    """Services first: a structure that still offers one stays. What is gone already counts as gone."""
    undone, done, total = Undone(), 0, run.made.count()
    for kind in MODELS:
        for batch in _batches(list(run.made.filter(kind=kind).order_by("pk"))):
            with one_change():
                _remove(kind, batch, undone)
            make_way()
            done += len(batch)
            tell("Annulation", done, total)
    return undone


def print_of(row: Any) -> str:
    """What anybody, or another delivery, could have changed of it."""
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _remove(kind: str, batch: Sequence[Made], undone: Undone) -> None:
    rows = {row.source_id: row for row in _rows(kind, [made.key for made in batch]).select_for_update()}
    going = []
    for made in batch:
        row = rows.get(made.key)
        why = _why_kept(kind, row, made) if row else ""
        if row and why:
            undone.kept.append((str(row), row.get_absolute_url(), why))
        else:
            going += [row.pk] if row else []
            undone.removed[_LABELS[kind]] = undone.removed.get(_LABELS[kind], 0) + 1
    if not going:
        return
    if kind == "service":
        of = Organisation.objects.filter(offers__in=going).order_by("pk").values_list("pk", flat=True).distinct()
        record_in_batches(OrganisationsChanged, [Ref("organisation", str(pk)) for pk in of])
    event = OffersChanged if kind == "service" else OrganisationsChanged
    record_in_batches(event, [Ref("offer" if kind == "service" else "organisation", str(pk)) for pk in going])
    MODELS[kind]._default_manager.filter(pk__in=going).delete()


def _why_kept(kind: str, row: Any, made: Made) -> str:
    if print_of(row) != made.mark:
        return "modifié depuis par quelqu’un ou par une autre livraison." if kind == "service" else "complétée depuis."
    held = [relation for relation in row._meta.related_objects if _has(row, relation)]
    if not held:
        return ""
    what = ", ".join(sorted({str(relation.related_model._meta.verbose_name_plural) for relation in held}))
    return f"encore rattachés : {what}."


def _has(row: Any, relation: Any) -> bool:
    """Whether something points at this row."""
    return bool(relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists())


def _rows(kind: str, keys: Sequence[str]) -> Any:
    return MODELS[kind]._default_manager.filter(source_id__in=keys)


def _batches(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]
