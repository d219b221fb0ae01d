"""What the platform keeps about one person, gathered from every owner: handed over, or erased."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.conf import settings
from django.db import models, transaction
from django.utils.module_loading import import_string

from accounts.models import User
from operations.letters import erase_letters_to
from outbox.transactions import one_change

Rows = Sequence[Mapping[str, Any]]


class Owner(Protocol):
    """What a room's `personal_data.py` answers for the models it names."""

    models: Sequence[type[models.Model]]
    """Models with a key to User that this room exports and erases."""

    def export(self, user: User) -> Mapping[str, Rows]:
        """What is kept about this person: rows by French title, without secrets."""
        ...

    def erase(self, user: User) -> None:
        """Delete what is theirs, and take their name off what stays for others."""
        ...


def owners() -> Sequence[Owner]:
    """The table, from the highest room down: the account itself goes last."""
    table: Sequence[Owner] = import_string(settings.PERSONAL_DATA)
    return table


def export_person(user: User) -> dict[str, Rows]:
    """Everything kept about this person, by title."""
    return {title: rows for owner in owners() for title, rows in owner.export(user).items()}


def erase_person(user: User) -> None:
    """Erase this person everywhere, at once or not at all; letters in files go once the rest is committed."""
    address = user.email
    with one_change():
        for owner in owners():
            owner.erase(user)
        transaction.on_commit(lambda: erase_letters_to(address))
