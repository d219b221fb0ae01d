"""`{{ territory|says:"basin" }}`: a word of the screen as this territory says it."""

from django import template

from territories.models import Territory
from territories.words import WORDS

register = template.Library()


@register.filter
def says(territory: Territory | None, word: str) -> str:
    """The territory's word for it, or everyone's where no territory is meant."""
    return territory.label(word) if territory else WORDS.get(word, word)
