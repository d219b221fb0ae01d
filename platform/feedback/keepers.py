"""Who looks after what: read from a table, since the things themselves belong to rooms above."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from cards.kinds import Viewer


class Keeper(Protocol):
    """What an owner answers for one kind of thing (see config/keepers.py)."""

    def __call__(self, viewer: Viewer, basin: str = "") -> "QuerySet[Any] | None":
        """Keys, as one column of text, of those that this person looks after and may see; None when there is none.

        With the slug of a basin, those of this basin only. Not evaluated: it becomes a part of one query.
        """
        ...


def keepers() -> Mapping[str, Keeper]:
    """The table, by kind: only these kinds are asked « cette page a-t-elle répondu ? »."""
    table: Mapping[str, Keeper] = import_string(settings.KEEPERS)
    return table
