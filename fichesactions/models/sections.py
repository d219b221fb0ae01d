"""The parts a page is made of: one table a kind drives its editor, its public page, its import and its search text."""

from dataclasses import dataclass
from typing import Any

from wagtail.fields import RichTextField

FEATURES = ["h3", "bold", "ol", "ul", "blockquote", "link", "document-link", "image"]
"""What an editor with a Word file needs, and what the public page styles; the rest of a paste is dropped."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page: the field that holds it, its anchor in the address, its title on screen."""

    field: str
    anchor: str
    title: str


def rich(verbose_name: str, help_text: str) -> Any:
    """A part of a page as its editors write it; never mandatory, an empty part does not show."""
    return RichTextField(verbose_name, blank=True, features=FEATURES, help_text=help_text)
