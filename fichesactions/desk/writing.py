"""Documents become drafts, batch by batch: killed and run again, every one of them is there once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from accounts.models import User
from fichesactions.desk.composing import Composed, Terms, compose
from fichesactions.desk.images import Pictures
from fichesactions.desk.quiet import without_letters
from fichesactions.desk.reading import IMAGES, documents
from fichesactions.desk.standing import PAGE, REVISED, edit_url, is_untouched
from fichesactions.importing.record import RefusedRecordError
from fichesactions.importing.writing import BATCH, fill, index_references
from fichesactions.models import KnowledgePage
from imports.desks import Tell
from imports.models import ImportRun, Made
from notifications.telling import tell
from outbox.transactions import make_way, one_change
from territories.models import Basin
from vocabulary.models import Theme

MOST_LISTED = 300


class Writing:
    """One import of sheets, practices or tools."""

    def __init__(self, run: ImportRun) -> None:
        self.run, self.by = run, run.by
        self.pictures = Pictures(run, run.folder / IMAGES)
        self.themes = list(Theme.objects.filter(pk__in=run.options.get("themes", [])))
        self.basins = list(Basin.objects.filter(pk__in=run.options.get("basins", [])))
        self.reviewer = User.objects.filter(pk=run.options.get("reviewer") or 0).first()
        self.parent = Page.objects.get(pk=run.options["parent"])
        self.own = set(Made.objects.filter(run=run, kind=PAGE).values_list("key", flat=True))
        self.counts: Counter[str] = Counter()
        self.remarks: list[str] = []
        self.written: list[int] = []

    def take(self, watch: Tell) -> None:
        """Write them all."""
        total, done = self.run.found["count"], 0
        with disable_reference_index_auto_update(), without_letters():
            for batch in _batches(self._composed()):
                for composed in batch:
                    self.remarks += self.pictures.prepare(composed.images, composed.record.fields["title"])
                with one_change():
                    for composed in batch:
                        self._write(composed)
                make_way()
                done += len(batch)
                watch("Import", done, total)
        index_references(self.written)
        self._tell_the_reviewer()

    def _tell_the_reviewer(self) -> None:
        """Once for all of them, naming the first."""
        first = Made.objects.filter(run=self.run, kind=PAGE).order_by("pk").first()
        page = KnowledgePage.objects.filter(pk=first.key).first() if first else None
        if self.reviewer and page:
            with transaction.atomic():
                tell([self.reviewer.pk], "import.waits_for_review", page.ref, occurrence=str(self.run.pk))

    def _composed(self) -> Iterator[Composed]:
        terms, skipped = Terms(self.run), set(self.run.options.get("skipped", []))
        for document in documents(self.run):
            try:
                composed = compose(document, self.run, terms)
            except RefusedRecordError as error:
                self._refuse(document.title, str(error))
                continue
            if composed.record.id in skipped:
                self.counts["skipped"] += 1
            else:
                yield composed

    def _write(self, composed: Composed) -> None:
        record = composed.record
        page = KnowledgePage.objects.filter(source_id=record.id).first()
        try:
            with transaction.atomic():
                if page is None:
                    self._create(composed)
                elif str(page.pk) in self.own:
                    self._count_own(page)
                elif page.fingerprint == record.fingerprint:
                    self.counts["unchanged"] += 1
                elif is_untouched(page):
                    self._revise(page.specific, composed)
                else:
                    self.counts["kept"] += 1
                    self.remarks.append(f"« {page.draft_title} » a été reprise depuis : elle est laissée telle quelle.")
        except ValidationError as error:
            self._refuse(record.fields["title"], " ".join(error.messages))

    def _create(self, composed: Composed) -> None:
        record = composed.record
        page = record.model(
            live=False, has_unpublished_changes=True, owner=self.by, source_id=record.id,
            fingerprint=record.fingerprint, reviewer=self.reviewer, **self._fields(composed),
        )  # fmt: skip
        self._fill(page, composed)
        # Read again: each page moves the count of its shelf.
        Page.objects.get(pk=self.parent.pk).add_child(instance=page)
        self._save(page, PAGE)
        self.own.add(str(page.pk))
        self.counts["created"] += 1
        if self.run.options.get("submit") and (workflow := page.get_workflow()):
            workflow.start(page, self.by)

    def _revise(self, page: KnowledgePage, composed: Composed) -> None:
        for name, value in self._fields(composed).items():
            setattr(page, name, value)
        page.fingerprint = composed.record.fingerprint
        self._fill(page, composed)
        page.save(clean=False, log_action=False)
        self._save(page, REVISED)
        self.counts["changed"] += 1

    def _save(self, page: KnowledgePage, made: str) -> None:
        revision = page.save_revision(user=self.by, clean=False, log_action="wagtail.create" if made == PAGE else True)
        Made.objects.update_or_create(run=self.run, kind=made, key=str(page.pk), defaults={"mark": str(revision.pk)})
        self.written.append(page.pk)

    def _fields(self, composed: Composed) -> dict[str, Any]:
        fields = composed.record.fields
        return {name: self.pictures.placed(text) if isinstance(text, str) else text for name, text in fields.items()}

    def _fill(self, page: KnowledgePage, composed: Composed) -> None:
        fill(page, composed.record)
        if self.themes:
            page.themes = list({row.pk: row for row in [*composed.record.facets["themes"], *self.themes]}.values())
        if self.basins:
            page.basins = self.basins

    def _count_own(self, page: KnowledgePage) -> None:
        """Written by this very import before it was killed, or a second file of the same name and title."""
        self.counts["created"] += page.pk not in self.written
        self.written.append(page.pk)

    def _refuse(self, title: str, why: str) -> None:
        self.counts["refused"] += 1
        self.remarks.append(f"« {title} » n’est pas importé : {why}")

    def made(self) -> list[tuple[str, str]]:
        """Titles and addresses of what it wrote, for the report."""
        keys = list(dict.fromkeys(self.written))[:MOST_LISTED]
        titles = dict(KnowledgePage.objects.filter(pk__in=keys).values_list("pk", "draft_title"))
        return [(titles[key], edit_url(key)) for key in keys if key in titles]


def _batches(composed: Iterable[Composed]) -> Iterator[Sequence[Composed]]:
    composed = iter(composed)
    while batch := list(islice(composed, BATCH)):
        yield batch
