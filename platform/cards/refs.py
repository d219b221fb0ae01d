"""How anything points at anything: a kind and a key, never a foreign key into a room above."""

from collections.abc import Iterable
from typing import NamedTuple


class Ref(NamedTuple):
    """One thing of the platform: `Ref("sheet", "42")`. Written `sheet:42` in addresses and forms."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Read `sheet:42` back. Raises ValueError when it is not of that form."""
        kind, separator, key = text.partition(":")
        if not (kind and separator and key):
            raise ValueError(f"{text!r} n’est pas de la forme « sorte:clef »")
        return cls(kind, key)


LONGEST_NUMBER = 18
"""Digits that fit a database's integer."""


def number_of(key: str) -> int | None:
    """The row that a numeric key names; None when it can name none, whatever an address holds."""
    return int(key) if key.isascii() and key.isdecimal() and len(key) <= LONGEST_NUMBER else None


def numbers_of(keys: Iterable[str]) -> list[int]:
    """The rows that these keys name, without those that can name none."""
    return [number for key in keys if (number := number_of(key)) is not None]


def by_kind(refs: Iterable[Ref]) -> dict[str, list[str]]:
    """Group keys by kind, in order of appearance, so that each owner is asked once."""
    grouped: dict[str, list[str]] = {}
    for ref in refs:
        grouped.setdefault(ref.kind, []).append(ref.key)
    return grouped
