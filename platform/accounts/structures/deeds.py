"""What rooms above know of what organisations do, asked through a table (config/deeds.py): they are never imported."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Deeds(Protocol):
    """What a room above answers: a module or an object. One query each, whatever the number of organisations."""

    def persons_named(self, organisations: Collection[int]) -> Mapping[int, Collection[str]]:
        """Names of the people to contact that it shows for these organisations: an address that bears one is theirs."""
        ...

    def themes_of(self, organisations: Collection[int]) -> Mapping[int, Collection[str]]:
        """Slugs of the themes of what they publicly do, with the parents."""
        ...


def persons_named(organisation: int) -> Collection[str]:
    """Whom rooms above name as somebody to contact there."""
    return [name for room in _rooms() for name in room.persons_named([organisation]).get(organisation, ())]


def themes_of(organisations: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Slugs of themes by organisation, of all that rooms above know of them."""
    found: dict[int, dict[str, None]] = {}
    for room in _rooms():
        for pk, slugs in room.themes_of(organisations).items():
            found.setdefault(pk, {}).update(dict.fromkeys(slugs))
    return {pk: tuple(slugs) for pk, slugs in found.items()}


def _rooms() -> Sequence[Deeds]:
    table: Sequence[Deeds] = import_string(settings.DEEDS)
    return table
