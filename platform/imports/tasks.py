"""What the worker does for the import desk: reads, tries, imports, undoes, one run's stage at a time."""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task

from imports import deposit
from imports.desks import Desk, Row, desks
from imports.models import ImportRun, Stage
from imports.turn import AnotherImportRunsError, one_at_a_time

logger = logging.getLogger(__name__)

KEPT = timedelta(days=7)
"""An import that nobody carries on is forgotten with its files after this long."""
PREVIEW = "preview.jsonl"
_BROKEN = "Une difficulté imprévue empêche de lire ces fichiers. Le détail est dans le journal du site."
_AGAIN = (
    "Une difficulté imprévue interrompt ce travail : il reprendra de lui-même là où il en est, plusieurs fois s’il le "
    "faut. Si cela dure, prévenez qui administre le site : le détail est dans son journal."
)


class ImportStoppedError(Exception):
    """The import as a whole cannot go on; the message is a French sentence."""


@task(priority=30)
def go_on(run_id: int) -> str:
    """Carry an import on from where it stands; asked twice, or after a kill, it ends in the same place."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None or not run.is_working:
        return ""
    with one_at_a_time(f"import-{run_id}"):  # Two workers never carry the same one: the second tries again later.
        run.refresh_from_db()
        if run.is_working:
            _carry_on(run)
    return str(run.stage)


def _carry_on(run: ImportRun) -> None:
    try:
        _WORK[Stage(run.stage)](run, desks()[run.desk])
    except Exception:
        ImportRun.objects.filter(pk=run.pk).update(problem=_AGAIN)
        raise


@task(priority=-50)
def forget_old_deposits() -> int:
    """Every day: files of imports that were left on the way are removed."""
    left = ImportRun.objects.filter(
        stage__in=[Stage.READING, Stage.WORDS, Stage.VALUES, Stage.CHECKING, Stage.READY],
        created_at__lt=timezone.now() - KEPT,
    )
    runs = list(left)
    for run in runs:
        deposit.forget(run)
        run.move([run.stage], Stage.STOPPED, problem="Laissé sans suite pendant une semaine.")
    return len(runs)


def _read(run: ImportRun, desk: Desk) -> None:
    found = _or_stop(run, lambda: desk.read(run, run.tell))
    if found is None:
        return
    problem = "" if found["count"] else "Rien n’a pu être lu dans ces fichiers."
    if problem:
        run.move([Stage.READING], Stage.STOPPED, problem=problem, found=found, finished_at=timezone.now())
        deposit.forget(run)
    else:
        run.move([Stage.READING], Stage.WORDS, found=found, phase="")


def _check(run: ImportRun, desk: Desk) -> None:
    counts: dict[str, int] = {}

    def write() -> dict[str, int]:
        with (run.folder / PREVIEW).open("w", encoding="utf-8") as file:
            for row in desk.check(run, run.tell):
                counts[row.state] = counts.get(row.state, 0) + 1
                file.write(json.dumps(row.as_json(), ensure_ascii=False) + "\n")
        return counts

    if _or_stop(run, write) is not None:
        run.move([Stage.CHECKING], Stage.READY, report={"counts": counts}, phase="")


def _take(run: ImportRun, desk: Desk) -> None:
    try:
        report = desk.take(run, run.tell)
    except ImportStoppedError as error:
        run.move([Stage.RUNNING], Stage.STOPPED, problem=str(error), finished_at=timezone.now())
    except AnotherImportRunsError:
        if run.made.exclude(mark="").exists():  # Killed in the middle: its turn comes again by itself.
            raise
        # Nothing is lost: it is as it was before the button, which may be pressed again.
        run.move([Stage.RUNNING], Stage.READY, problem="Un autre import est en cours : réessayez dans un instant.")
    else:
        run.move([Stage.RUNNING], Stage.DONE, report=dict(report), problem="", finished_at=timezone.now(), phase="")
        deposit.forget(run)


def _undo(run: ImportRun, desk: Desk) -> None:
    undone = desk.undo(run, run.tell)
    told: dict[str, Any] = {"removed": undone.removed, "kept": [list(kept) for kept in undone.kept]}
    report = {**run.report, "undone": told}
    run.move([Stage.UNDOING], Stage.UNDONE, report=report, problem="", undone_at=timezone.now())


def _or_stop(run: ImportRun, work: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The result; None when it went wrong, and the run says so: a hostile file must not come back every hour."""
    try:
        return work()
    except ImportStoppedError as error:
        problem = str(error)
    except Exception:
        logger.exception("Import %s stopped", run.pk)
        problem = _BROKEN
    run.move([run.stage], Stage.STOPPED, problem=problem, finished_at=timezone.now())
    deposit.forget(run)
    return None


def preview(run: ImportRun) -> list[Row]:
    """The rows of the last dry run, what deserves a look first."""
    try:
        lines = (run.folder / PREVIEW).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    rows = [Row(**json.loads(line)) for line in lines]
    return sorted(rows, key=_worth_a_look)


def _worth_a_look(row: Row) -> int:
    """The lower the sooner: what is refused, what would double, what is doubtful, and then the rest."""
    if row.state in {"new", "changed"}:
        return 2 if row.alike else 3 if row.doubts else 4
    return {"refused": 0, "kept": 1}.get(row.state, 5)


_WORK = {Stage.READING: _read, Stage.CHECKING: _check, Stage.RUNNING: _take, Stage.UNDOING: _undo}
