"""The page « Mon espace » in one reading: bounded queries, however much one keeps or is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Profile, User
from accounts.space.shelf import KeptThing, latest_kept
from cards.panels import Facets
from notifications.models import Notification, Preferences
from notifications.notices import Family, Rhythm
from notifications.reading import Told, lines
from territories.models import Basin

NOTICES_SHOWN = 5
READ_AT_MOST = 30
"""Rows read to make the lines shown: happenings of one event stand together."""
KEPT_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """What a member finds when they come in."""

    told: Sequence[Told]
    more_told: bool
    kept: Sequence[KeptThing]
    more_kept: bool
    basin: Basin | None
    profile: Profile | None
    rhythms: Sequence[tuple[str, str]]
    """When letters leave: the rhythm, and for what."""
    quiet: bool

    @property
    def facets(self) -> Facets:
        """By what other rooms find what is new around here."""
        return {"basin": [self.basin.slug]} if self.basin else {}


def overview(person: User) -> Overview:
    """What awaits them, what they keep, where they work."""
    rows = Notification.objects.unread().filter(recipient=person).order_by("-told_at", "-id")[:READ_AT_MOST]
    told = lines(rows, person)
    kept = latest_kept(person, KEPT_SHOWN + 1)
    profile = Profile.objects.filter(user=person).select_related("basin__territory").first()
    choice = Preferences.objects.filter(person=person).first() or Preferences()
    return Overview(
        told=told[:NOTICES_SHOWN], more_told=len(told) > NOTICES_SHOWN,
        kept=kept[:KEPT_SHOWN], more_kept=len(kept) > KEPT_SHOWN,
        basin=profile.basin if profile else None, profile=profile,
        rhythms=_by_rhythm(choice), quiet=choice.quiet,
    )  # fmt: skip


def _by_rhythm(choice: Preferences) -> list[tuple[str, str]]:
    by_rhythm: dict[Rhythm, list[str]] = {}
    for family in Family:
        by_rhythm.setdefault(choice.rhythm(family), []).append(str(family.label))
    return [(str(rhythm.label), ", ".join(by_rhythm[rhythm])) for rhythm in Rhythm if rhythm in by_rhythm]
