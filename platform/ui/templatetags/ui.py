"""Small tags of the components, loaded in every template."""

import json

from django import template
from django.forms import BoundField, CheckboxInput

from cards.kinds import kinds

register = template.Library()


@register.filter
def initials(name: str) -> str:
    """« Luc Fagnoul » → « LF »: what stands for a face where there is no photo."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether a field is one box to tick, whose label follows it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_tag
def kinds_json() -> str:
    """The words and icons of each kind, so that suggestions are named as everywhere else."""
    return json.dumps({name: [kind.label, kind.icon] for name, kind in kinds().items()}, ensure_ascii=False)
