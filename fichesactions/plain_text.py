"""Rich text as words only, for search and for cards."""

import re
from html import unescape

_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"\s+")


def plain(html: str) -> str:
    """The words of a rich text, one space between blocks."""
    return _SPACES.sub(" ", unescape(_TAG.sub(" ", html))).strip()
