"""What people do at the import desk, each step once: whoever presses a button twice is told where things stand."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from imports import deposit
from imports.desks import Question, desks
from imports.models import Correspondence, ImportRun, Stage
from imports.tasks import go_on

LIKE_ENOUGH = 0.6
"""The share of words that a kept correspondence must know to be proposed."""


class NotNowError(Exception):
    """The import is at another stage: somebody was faster, or came back with an old page."""


def deposit_files(*, key: UUID, desk: str, uploads: Sequence[UploadedFile], by: Any) -> ImportRun:
    """Keep the files and have them read. The files are written before anything is decided in the database."""
    names = ", ".join(str(upload.name) for upload in uploads)
    with transaction.atomic():
        name = names[:197] + ("…" if len(names) > 197 else "")
        run, is_new = ImportRun.objects.get_or_create(key=key, by=by, defaults={"desk": desk, "name": name})
        if is_new:
            deposit.keep(run, uploads)
            go_on.enqueue(run.pk)
    return run


def proposed(run: ImportRun, words: Sequence[Question]) -> tuple[Correspondence | None, dict[str, str]]:
    """The kept correspondence that looks most like these words, and for each word the target to begin with."""
    known = max(
        Correspondence.objects.filter(desk=run.desk),
        key=lambda kept: kept.likeness(word.key for word in words),
        default=None,
    )
    if known and known.likeness(word.key for word in words) < LIKE_ENOUGH:
        known = None
    targets = {word.key: word.guess for word in words}
    for source in (known.matching if known else {}, run.matching):
        said = source.get("words", {})
        targets |= {key: said[key] for key in targets if key in said}
    return known, targets


def match_words(*, run: ImportRun, targets: Mapping[str, str], about: Mapping[str, Any]) -> None:
    """Say what their headings or columns are. Goes on to their values when some are in doubt, else to the dry run."""
    matching = {**run.matching, "words": dict(targets)}
    with transaction.atomic():
        _moved(run, {Stage.WORDS, Stage.VALUES, Stage.READY}, Stage.VALUES, matching=matching,
               options=run.options | dict(about))  # fmt: skip
        values = desks()[run.desk].values(run)
        if not values:
            _check(run)


def match_values(*, run: ImportRun, meant: Mapping[str, Mapping[str, str]]) -> None:
    """Say what their values are in our words; the dry run follows."""
    with transaction.atomic():
        _moved(run, {Stage.VALUES}, Stage.VALUES, matching={**run.matching, "values": dict(meant)})
        _check(run)


def keep_correspondence(*, run: ImportRun, name: str) -> Correspondence:
    """Remember how this import was matched, for the next files alike; the same name is the same model."""
    kept, _ = Correspondence.objects.update_or_create(
        desk=run.desk, name=name.strip()[:80], defaults={"matching": run.matching}
    )
    return kept


def match_again(*, run: ImportRun) -> None:
    """Back to the correspondences, before anything is imported."""
    _moved(run, {Stage.VALUES, Stage.READY}, Stage.WORDS)


def launch(*, run: ImportRun, options: Mapping[str, Any], skipped: Sequence[str]) -> None:
    """Import for good, in the background."""
    with transaction.atomic():
        chosen = run.options | dict(options) | {"skipped": list(skipped)}
        _moved(run, {Stage.READY}, Stage.RUNNING, options=chosen, phase="", done=0, total=0)
        go_on.enqueue(run.pk)


def undo(*, run: ImportRun) -> None:
    """Take back what it created and nobody touched since; once."""
    with transaction.atomic():
        _moved(run, {Stage.DONE}, Stage.UNDOING, phase="", done=0, total=0)
        go_on.enqueue(run.pk)


def give_up(*, run: ImportRun) -> None:
    """Leave it there before anything is imported."""
    given_up = {Stage.WORDS, Stage.VALUES, Stage.READY, Stage.READING, Stage.CHECKING}
    _moved(run, given_up, Stage.STOPPED, problem="Abandonné avant l’import.", finished_at=timezone.now())
    deposit.forget(run)


def _check(run: ImportRun) -> None:
    _moved(run, {Stage.VALUES}, Stage.CHECKING, phase="", done=0, total=0)
    go_on.enqueue(run.pk)


def _moved(run: ImportRun, start: set[Stage], to: Stage, **changes: Any) -> None:
    if not run.move(start, to, **changes):
        raise NotNowError(run.get_stage_display())
