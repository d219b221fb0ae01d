"""The kinds of thing one can point at, and how their owners show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from cards.refs import Ref, by_kind

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Viewer = AbstractBaseUser | AnonymousUser
else:
    Viewer = Any


@dataclass(frozen=True, slots=True)
class Mark:
    """A theme as it is drawn beside its name: the name of a shape and colour of the sprite, and the word."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """A thing as a list shows it, written by its owner for one viewer. Texts are plain, never HTML."""

    ref: Ref
    title: str
    url: str
    kind_label: str
    icon: str
    summary: str = ""
    facts: tuple[str, ...] = ()
    """Short facts under the title, in order: who, where, how much."""
    freshness: str = ""
    """What is known of its truth today, in words: « Vérifiée le 3 novembre 2026 »."""
    freshness_state: str = ""
    """`ok`, `due` or `stale`; empty when nothing is known."""
    marks: tuple[Mark, ...] = ()


class Kind(Protocol):
    """What each owner answers for one kind of thing (a module or an object: see config/kinds.py)."""

    @property
    def label(self) -> str:
        """« Fiche action »"""
        ...

    @property
    def plural(self) -> str:
        """« Fiches actions »"""
        ...

    @property
    def icon(self) -> str:
        """Name of the icon in the sprite, without its prefix."""
        ...

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        """Cards by key, for this viewer: what they may not see is absent. One query, whatever the number of keys."""
        ...


def kinds() -> Mapping[str, Kind]:
    """The table of kinds, in the order in which people meet them."""
    table: Mapping[str, Kind] = import_string(settings.KINDS)
    return table


def cards_for(refs: Iterable[Ref], viewer: Viewer) -> list[Card]:
    """Cards of these things in their order; what this viewer may not see, or what is gone, is left out."""
    refs = list(refs)
    table = kinds()
    found = {
        Ref(kind, key): card
        for kind, keys in by_kind(refs).items()
        if kind in table
        for key, card in table[kind].cards(keys, viewer).items()
    }
    return [found[ref] for ref in refs if ref in found]


def cards_or_retired(refs: Iterable[Ref], viewer: Viewer) -> dict[Ref, Card]:
    """Cards of these things, of what is over too where its page stands; what this viewer may not see is absent."""
    refs = list(refs)
    found = {card.ref: card for card in cards_for(refs, viewer)}
    over = retired_for([ref for ref in refs if ref not in found], viewer)
    return found | {card.ref: card for card in over}


def retired_for(refs: Iterable[Ref], viewer: Viewer) -> list[Card]:
    """Cards of those that are over but still have a page that says so, where their owner tells (`retired`)."""
    table = kinds()
    return [
        card
        for kind, keys in by_kind(refs).items()
        if hasattr(table.get(kind), "retired")
        for card in table[kind].retired(keys, viewer).values()  # type: ignore[attr-defined]
    ]
