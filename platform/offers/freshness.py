"""How fresh a service's record is, in words first."""

from datetime import date

from django.utils import timezone

from cards.dates import in_words

FRESH_DAYS = 183
DUE_DAYS = 548
"""Six and eighteen months: what the best peer asks of its sources, and three times that."""
_THEN = {"ok": "", "due": ", à revérifier", "stale": ", à vérifier avant d’orienter"}


def state(updated_on: date) -> str:
    """`ok` up to six months, `due` up to eighteen, `stale` beyond."""
    age = (timezone.localdate() - updated_on).days
    return "ok" if age <= FRESH_DAYS else "due" if age <= DUE_DAYS else "stale"


def words(updated_on: date) -> str:
    """The date, and what to think of it once it is old."""
    return f"Mise à jour le {in_words(updated_on)}{_THEN[state(updated_on)]}"
