"""How search says things on screen."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cards.words import number
from search.answer import Item
from search.choices import Choice
from ui.templatetags import ui

register = template.Library()
CHECKED = SafeString(" checked")


@register.filter
def distance(kilometres: float) -> str:
    """« à 4 km »; under one, « à moins d’un km »: places are known to the municipality, not to the door."""
    return "à moins d’un km" if kilometres < 1 else f"à {round(kilometres)} km"


@register.simple_tag
def line(item: Item) -> SafeString:
    """A result: the owner's card, with the words asked marked, and how far it is."""
    far = SafeString() if item.distance is None else format_html("<span>{}</span> ", distance(item.distance))
    return ui.item(item.card, item.title, item.excerpt, far)


@register.simple_tag
def boxes(param: str, choices: Iterable[Choice]) -> SafeString:
    """Values of a filter as boxes to tick. Every list draws a hundred: here and not in a template, for its time."""
    box = (
        '<label class="choice"><input type="checkbox" name="{}" value="{}"{}>'
        '<span>{} <span class="hint">({})</span></span></label>'
    )
    each = ((param, c.value, CHECKED if c.active else "", c.label, number(c.count)) for c in choices)
    return format_html_join("", box, each)
