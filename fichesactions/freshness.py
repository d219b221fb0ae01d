"""What is known of a page's truth today, said in words with its date."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from cards.dates import in_words

REVIEWED_EVERY = timedelta(days=365)
STALE_AFTER = timedelta(days=365)
"""A page whose review is late by that much is no longer presented as reliable."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """`ok`, `due` or `stale` (empty when never verified), and the words that say so."""

    state: str
    text: str
    """Alone in a list: « Vérifiée le 3 novembre 2026 »."""
    short: str = ""
    """Under the word « Vérifiée »: « le 3 novembre 2026 »."""


def month_in_words(day: date) -> str:
    """« mai 2027 »"""
    return date_format(day, "F Y")


def freshness(verified_on: date | None, next_review: date | None, *, feminine: bool = True) -> Freshness:
    """The state of a page verified then, to be reviewed by then (a year later when nobody said)."""
    e = "e" if feminine else ""
    if verified_on is None:
        return Freshness("", f"Pas encore vérifié{e}")
    day = in_words(verified_on)
    late = timezone.localdate() - (next_review or verified_on + REVIEWED_EVERY)
    if late <= timedelta(0):
        return Freshness("ok", f"Vérifié{e} le {day}", f"le {day}")
    if late <= STALE_AFTER:
        return Freshness("due", f"À relire, vérifié{e} le {day}", f"le {day}, à relire")
    return Freshness("stale", f"Plus vérifié{e} depuis le {day}", f"plus depuis le {day}")
