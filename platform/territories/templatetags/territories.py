"""`{{ territory|says:"basin" }}`: a word of the screen as this territory says it; the numbers of emergencies."""

from django import template

from territories.emergencies import Emergencies
from territories.emergencies import emergencies as known_numbers
from territories.models import Territory
from territories.words import WORDS

register = template.Library()


@register.filter
def says(territory: Territory | None, word: str) -> str:
    """The territory's word for it, or everyone's where no territory is meant."""
    return territory.label(word) if territory else WORDS.get(word, word)


@register.simple_tag
def emergencies(country: str | None = "") -> list[Emergencies]:
    """Each country's numbers, those of the page's own country first where it is known."""
    return known_numbers(country or "")
