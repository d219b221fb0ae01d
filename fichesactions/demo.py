"""The demonstration's sheets: Markdown files with their drawings and documents, added and never imposed (ADR 0008)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils import timezone

from accounts.models import User
from fichesactions.importing.delivery import UnreadableDeliveryError
from fichesactions.importing.record import RefusedRecordError, read
from fichesactions.importing.words import UnknownWordError, Words
from fichesactions.importing.writing import Line, write_sheets
from fichesactions.importing.written import Picture, WrittenPage, read_written
from fichesactions.models import KnowledgePage, SiteDocument, SiteImage
from imports.reports import ImportReport
from vocabulary.models import ShippedFile

PREFIX = "demo--"
DEMO_ADDRESSES = "@demo.test"


class DemoRefusedError(Exception):
    """One of the demonstration's own files does not pass: a defect of ours."""


def load_demo(folder: Path) -> None:
    """Publish the sheets of `folder/sheets` that are new; renew those that changed and that nobody has edited."""
    pending = ShippedFile.pending(sorted((folder / "sheets").glob("*.md")))
    if not pending:
        return
    report = ImportReport(source=folder.name)
    try:
        write_sheets(_lines(folder, [path for path in pending if _welcome(path)]), report, publish=True)
    except (UnreadableDeliveryError, RefusedRecordError, UnknownWordError) as error:
        raise DemoRefusedError(str(error)) from error
    if report.refused:
        raise DemoRefusedError(report.as_text())
    ShippedFile.mark_loaded(pending)


def _welcome(path: Path) -> bool:
    """Never loaded, or still as it was loaded: what somebody edited, or deleted, stays as they left it."""
    page = KnowledgePage.objects.filter(source_id=f"{PREFIX}{path.stem}").select_related("latest_revision").first()
    if page is None:
        return not ShippedFile.objects.filter(name=path.name).exists()
    return page.latest_revision is None or page.latest_revision.user_id is None


def _lines(folder: Path, paths: list[Path]) -> Iterator[Line]:
    words, accounts, today = Words(), _accounts(), timezone.localdate()
    for number, path in enumerate(paths, start=1):
        written = read_written(path, prefix=PREFIX, today=today)
        record = read(written.raw, words)
        yield (
            number,
            replace(
                record,
                fields=record.fields | _files(folder, written),
                contributors=[person | {"user": accounts.get(person["name"])} for person in record.contributors],
                attachments=[
                    {"document": _document(folder, joined["file"], joined["label"]), "label": joined["label"]}
                    for joined in written.attachments
                ],
            ),
        )


def _accounts() -> dict[str, User]:
    """The demonstration's people by their name: a credit leads to the page of whoever has one."""
    return {user.get_full_name(): user for user in User.objects.filter(email__endswith=DEMO_ADDRESSES)}


def _files(folder: Path, written: WrittenPage) -> dict[str, Any]:
    files: dict[str, Any] = {}
    if written.illustration:
        files["illustration"] = picture(folder / "images", written.illustration)
    if written.document:
        files["document"] = _document(folder, written.document, written.raw["title"])
    return files


def picture(folder: Path, drawn: Picture) -> SiteImage:
    """The image of this file, made the first time."""
    found = SiteImage.objects.filter(title=drawn.file).first()
    if found:
        return found
    with (folder / drawn.file).open("rb") as content:
        return SiteImage.objects.create(
            title=drawn.file, file=File(content, drawn.file), description=drawn.description, credit=drawn.credit
        )


def _document(folder: Path, name: str, title: str) -> SiteDocument:
    found = SiteDocument.objects.filter(title=title).first()
    if found:
        return found
    path = folder / "documents" / name
    with path.open("rb") as content:
        return SiteDocument.objects.create(title=title, file=File(content, name), file_size=path.stat().st_size)
