"""What an owner hands over so that one of its things can be found, and who may find it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import blake2b
from typing import Protocol, runtime_checkable

from django.contrib.auth.models import AnonymousUser

from cards.kinds import Kind, Viewer
from cards.refs import Ref

PUBLIC = "public"
STRANGER = "stranger"
"""Who did not sign in: what says less to them than to members has a document of its own for them."""
MEMBER = "member"
SUPERUSER = "superuser"
ANYWHERE = "anywhere"


def group_key(group_id: int) -> str:
    """The reader key of an account group."""
    return f"group:{group_id}"


def basin_key(slug: str) -> str:
    """A basin among the places of a document: near everyone who lives there."""
    return f"basin:{slug}"


def apart_key(where: str) -> str:
    """A basin (its slug) or a country (`BE`) whose people it serves from afar: for them, but not near them."""
    return f"apart:{where}"


def reader_keys(viewer: Viewer) -> tuple[str, ...]:
    """The keys under which this viewer finds things; a document is found when it shares one with its viewer."""
    if isinstance(viewer, AnonymousUser) or not viewer.is_authenticated:
        return (PUBLIC, STRANGER)
    groups = tuple(group_key(pk) for pk in viewer.groups.values_list("pk", flat=True))  # type: ignore[attr-defined]
    return (PUBLIC, MEMBER, *groups, *((SUPERUSER,) if getattr(viewer, "is_superuser", False) else ()))


@dataclass(frozen=True, slots=True)
class Document:
    """Enough to find a thing; never shown itself, its owner's card is. Texts are plain, without markup."""

    ref: Ref
    title: str
    url: str
    readers: tuple[str, ...] = (PUBLIC,)
    """Reader keys, any of which opens it (see `reader_keys`)."""
    summary: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    """Words that name it besides its title: free tags, labels of themes, its organisation, its municipality."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Slugs by facet: `theme` (with the parents), `audience`, `basin`, `topic`, `stage`, `sector`, `user`…"""
    municipality: str = ""
    """`BE:62063` when it stands in one place."""
    point: tuple[float, float] | None = None
    """Latitude and longitude, in degrees."""
    offered_in: tuple[str, ...] | None = None
    """Besides where it stands, whom it comes to (`basin_key`) or serves from afar (`apart_key`); nobody when empty.
    None when place is no matter: without a municipality or a point either, it is then near everywhere."""
    date: "date | None" = None
    """What sorting by date goes by: verified, else updated, on."""
    source_id: str | None = None
    weight: float = 1.0
    """Multiplies the score: below one for what should stay findable, after the rest."""

    @property
    def places(self) -> tuple[str, ...]:
        """Where it is besides its point: its municipality, where it is offered, or anywhere."""
        here = (self.municipality,) if self.municipality else ()
        if self.offered_in is None:
            return here if here or self.point else (ANYWHERE,)
        return (*here, *self.offered_in)

    @property
    def fingerprint(self) -> str:
        """By which a check sees that what the index holds is no longer what the database says.

        Not its weight, which may change with the mere passing of days: its owner tells of that in its time.
        """
        told = [(each.name, _plain(getattr(self, each.name))) for each in fields(self) if each.name != "weight"]
        return blake2b(repr(told).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _plain(value: object) -> object:
    return sorted((name, sorted(slugs)) for name, slugs in value.items()) if isinstance(value, Mapping) else value


@runtime_checkable
class Findable(Kind, Protocol):
    """A kind whose things can be found (all kinds of config/kinds.py that answer these four are)."""

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        """Documents by key, as the database has them now; what may not be found by anyone is absent."""
        ...

    def all_keys(self) -> Iterator[str]:
        """Every key that may have a document, streamed."""
        ...

    def titles(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, str]:
        """Titles by key of those that this viewer may see: all that is suggested of a thing while one types. One light
        query, whatever the number of keys."""
        ...

    def named_like(self, words: Sequence[str], viewer: Viewer, limit: int) -> Sequence[str]:
        """Keys of things this viewer may see whose title holds all words: what remains when the engine is away."""
        ...
