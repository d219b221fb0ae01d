"""A day as people say it."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format


@lru_cache(maxsize=5000)
def in_words(day: date) -> str:
    """« 1er mars 2026 », « 3 novembre 2026 »."""
    text = date_format(day, "j F Y")
    return f"1er{text[1:]}" if day.day == 1 else text
