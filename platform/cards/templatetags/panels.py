"""`{% panels "sheet.after" ref facets %}`: what other rooms add to this page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from cards.panels import Facets, panels_for
from cards.refs import Ref

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: dict[str, Any], slot: str, ref: Ref | None = None, facets: Facets | None = None) -> SafeString:
    """Render every panel of `slot` for the reader of this page, each with its own template and context only."""
    request = context["request"]
    return mark_safe(  # noqa: S308 - each piece is a template's own escaped output
        "".join(
            render_to_string(panel.template, {"panel": panel, **panel.context}, request=request)
            for panel in panels_for(slot, request, ref, facets or {})
        )
    )
