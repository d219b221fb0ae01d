"""Texts of the catalogue, cleaned of what no screen can show."""

import re

_UNSHOWABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""Controls, halves of surrogate pairs, and the marks that turn the direction of a text around."""


def cleaned(text: str) -> str:
    """The text as delivered, less the characters that no screen can show; ends of lines are all alike."""
    if text.isprintable():  # Most texts by far, and ten times faster to tell than to clean.
        return text.strip()
    return _UNSHOWABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
