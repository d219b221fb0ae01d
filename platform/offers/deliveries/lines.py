"""What every adapter hands over, whatever the form of the file."""

from dataclasses import dataclass
from typing import Any


class UnreadableDeliveryError(Exception):
    """The file as a whole is no delivery; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record as delivered, at its line of the file; or why there is none there."""

    number: int
    record: dict[str, Any] | None
    problem: str = ""
    key: str = ""
    """The record's id where it can be told although the line is bad: what is delivered badly is not absent."""
