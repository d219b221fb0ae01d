"""Whether this site can answer people, part by part, in words that tell a stranger nothing more."""

import logging

from django.db import DatabaseError, connection

from outbox.backlog import is_late
from search.engines import engine
from search.port import SearchUnavailableError

logger = logging.getLogger(__name__)

OK, LATE, MISSING = "ok", "late", "missing"


def states() -> dict[str, str]:
    """The state of each part: `ok`, `missing`, or `late` for work owed that nobody seems to do."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        tasks = LATE if is_late() else OK
        database = OK
    except DatabaseError:
        logger.exception("The database does not answer")
        database = tasks = MISSING
    return {"database": database, "tasks": tasks, "search": _search()}


def _search() -> str:
    try:
        return OK if engine().is_ready() else MISSING
    except SearchUnavailableError:
        return MISSING
