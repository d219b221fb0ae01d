"""How search says things on screen."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from cards.words import number
from search.answer import Item, Listing
from search.by_address import address, address_of, held
from search.choices import Choice
from search.facets import FACETS
from search.overview import Overview, overview
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
    return ui.item(item.card, item.title, item.excerpt, far, item.rank)


@register.simple_tag
def at_a_glance(listing: Listing) -> Overview | None:
    """A broad search by kind; nothing where a plain list says it better."""
    return overview(listing)


@register.simple_tag
def list_address(listing: Listing) -> SafeString:
    """What tells this list from others, for whoever keeps, follows or counts it: begins with its question mark."""
    told = address_of(listing)
    return escape(f"?{told}") if told else SafeString()


@register.simple_tag
def list_named(listing: Listing) -> SafeString:
    """Which list this is, whatever it is asked: what a script adds the form to."""
    return escape(f"?{address(listing.path, held(listing), '')}")


@register.simple_tag
def without_filters(listing: Listing) -> str:
    """The address of this list with nothing taken out of it: the words and the kind stay."""
    asked = listing.asked
    filters: dict[str, None] = {FACETS[name].param: None for name in asked.filters if name != "kind"}
    return asked.url_with(**filters, lieu=None, rayon=None)


@register.simple_tag
def boxes(param: str, choices: Iterable[Choice]) -> SafeString:
    """Values of a filter as boxes to tick. Every list draws a hundred: here and not in a template, for its time."""
    box = (
        '<label class="choice"><input type="checkbox" name="{}" value="{}"{}>'
        '<span>{} <span class="hint">({})</span></span></label>'
    )
    each = ((param, c.value, CHECKED if c.active else "", c.label, number(c.count)) for c in choices)
    return format_html_join("", box, each)
