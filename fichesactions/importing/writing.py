"""Records become pages: created or revised, kept by their key, batch by batch."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from fichesactions.changes import pages_changed
from fichesactions.importing.delivery import UnreadableDeliveryError, UnreadableLineError, records
from fichesactions.importing.record import RefusedRecordError, SheetRecord, read
from fichesactions.importing.words import UnknownWordError, Words
from fichesactions.models import ActionSheet, Attachment, Contributor, GoodPractice, KnowledgePage, Tool
from fichesactions.models.indexes import PracticeIndexPage, SheetIndexPage, Toolbox
from imports.reports import ImportReport
from outbox.transactions import one_change

BATCH = 25
"""A hundred long sheets would hold SQLite's only writer for four seconds."""
SHELVES: dict[type[KnowledgePage], type[Page]] = {
    ActionSheet: SheetIndexPage,
    GoodPractice: PracticeIndexPage,
    Tool: Toolbox,
}
Line = tuple[int, SheetRecord]


def import_sheets(path: Path, *, publish: bool = False, dry_run: bool = False) -> ImportReport:
    """Take a delivery in: one transaction and one event a batch; refused lines are in the report, the rest is kept."""
    report = ImportReport(source=path.name, dry_run=dry_run)
    try:
        if not sum(1 for _ in records(path)):  # Read to its end before anything is kept: it may break off anywhere.
            raise UnreadableDeliveryError("la livraison est vide.")
        write_sheets(_checked(path, report), report, publish=publish)
    except UnreadableDeliveryError as error:
        report.stop(str(error))
    return report


def write_sheets(lines: Iterable[Line], report: ImportReport, *, publish: bool) -> None:
    """Write records that are read already, batch by batch, and tell the report of each."""
    written: list[int] = []
    try:
        with disable_reference_index_auto_update():
            for batch in _batches(lines):
                with one_change():
                    written += _Batch(batch, report, publish=publish).write()
                    transaction.set_rollback(report.dry_run)
    finally:
        if not report.dry_run:
            index_references(written)


def index_references(keys: Sequence[int]) -> None:
    """What the import left out for speed: which pages point at which images, documents and words."""
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            for page in KnowledgePage.objects.filter(pk__in=keys[start : start + BATCH]).specific():
                ReferenceIndex.create_or_update_for_object(page)


def _checked(path: Path, report: ImportReport) -> Iterator[Line]:
    words, seen = Words(), set()
    for line, raw in records(path):
        key = ""
        try:
            if isinstance(raw, UnreadableLineError):
                raise raw
            key = _printable(str(raw.get("id") or "")[:80])
            record = read(raw, words)
            if record.id in seen:
                raise RefusedRecordError("cette clef est déjà plus haut dans le fichier.")
        except (UnreadableLineError, RefusedRecordError, UnknownWordError) as error:
            report.refuse(line, key, _printable(str(error)))
        else:
            seen.add(record.id)
            yield line, record


def _printable(text: str) -> str:
    """Halves of characters, which no terminal and no file takes, are shown as question marks."""
    return text.encode(errors="replace").decode()


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    lines = iter(lines)
    while batch := list(islice(lines, BATCH)):
        yield batch


class _Batch:
    """At most BATCH records, written in one transaction."""

    def __init__(self, lines: Sequence[Line], report: ImportReport, *, publish: bool) -> None:
        self.lines, self.report, self.publish = lines, report, publish
        known = KnowledgePage.objects.filter(source_id__in=[record.id for _, record in lines]).specific()
        self.known: dict[str, KnowledgePage] = {page.source_id: page for page in known}
        self.shelves = {model: shelf.objects.get() for model, shelf in SHELVES.items()}

    def write(self) -> list[int]:
        """Write them all; the keys of the pages that were."""
        return [key for line, record in self.lines if (key := self._write_one(line, record))]

    def _write_one(self, line: int, record: SheetRecord) -> int | None:
        try:
            with transaction.atomic():
                page = self.known.get(record.id)
                return self._create(record) if page is None else self._revise(page, record)
        except (RefusedRecordError, ValidationError) as error:
            reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            self.report.refuse(line, record.id, reason)
            return None

    def _create(self, record: SheetRecord) -> int:
        """A page is born published: publishing it afterwards would write each one twice."""
        born = timezone.now() if self.publish else None
        page = record.model(
            live=self.publish,
            has_unpublished_changes=not self.publish,
            first_published_at=born,
            last_published_at=born,
            source_id=record.id,
            fingerprint=record.fingerprint,
            **record.fields,
        )
        fill(page, record)
        self.shelves[record.model].add_child(instance=page)
        revision = page.save_revision(clean=False, log_action=False)
        if self.publish:
            Page.objects.filter(pk=page.pk).update(live_revision=revision, has_unpublished_changes=False)
            pages_changed([page.ref])
        self.report.created += 1
        return page.pk

    def _revise(self, page: KnowledgePage, record: SheetRecord) -> int | None:
        if not isinstance(page, record.model):
            raise RefusedRecordError(
                f"cette clef est déjà celle d’une page d’une autre sorte ({page._meta.verbose_name})."
            )
        if page.fingerprint != record.fingerprint:
            self._overwrite(page, record)
        elif self.publish and _waits(page):
            _refuse_over_a_draft(page)
            page.get_latest_revision().publish(log_action=False)
        else:
            self.report.unchanged += 1
            return None
        self.report.changed += 1
        return page.pk

    def _overwrite(self, page: KnowledgePage, record: SheetRecord) -> None:
        _refuse_over_a_draft(page)
        for name, value in record.fields.items():
            setattr(page, name, value)
        fill(page, record)
        revision = page.save_revision()
        if self.publish and _waits(page):
            revision.publish()
        KnowledgePage.objects.filter(pk=page.pk).update(fingerprint=record.fingerprint)


def _waits(page: KnowledgePage) -> bool:
    """A version is not out yet, on a page that nobody retired: what was retired comes back by hand only."""
    return page.has_unpublished_changes and (page.live or page.first_published_at is None)


def _refuse_over_a_draft(page: KnowledgePage) -> None:
    """What somebody is writing is neither covered nor sent out by an import."""
    latest = page.get_latest_revision()
    if page.has_unpublished_changes and latest and latest.user:
        raise RefusedRecordError(f"un brouillon de {latest.user} est en cours sur cette page : publiez-le d’abord.")


def fill(page: KnowledgePage, record: SheetRecord) -> None:
    """What hangs on a page: facets, tags, people; written with it, and kept in its revision."""
    for name, rows in record.facets.items():
        setattr(page, name, rows)
    page.tags.set(record.tags)
    page.contributors.set(
        Contributor(sort_order=position, **person) for position, person in enumerate(record.contributors)
    )
    if record.attachments:
        page.attachments.set(
            Attachment(sort_order=position, **joined) for position, joined in enumerate(record.attachments)
        )
