"""How search says things on screen."""

from django import template

register = template.Library()


@register.filter
def distance(kilometres: float) -> str:
    """« à 4 km »; under one, « à moins d’un km »: places are known to the municipality, not to the door."""
    return "à moins d’un km" if kilometres < 1 else f"à {round(kilometres)} km"
