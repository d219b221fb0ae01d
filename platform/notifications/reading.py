"""What was told to somebody, in words: found from the cards they may see, now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cards.kinds import Card, Viewer, cards_or_retired
from cards.refs import Ref
from notifications.models import Notification, NotificationQuerySet
from notifications.notices import Notice, notices

PAGE = 30


@dataclass(frozen=True, slots=True)
class Told:
    """One line that somebody reads: an event on a thing, as many times as it happened."""

    event: str
    ref: Ref
    notice: Notice
    card: Card
    count: int
    told_at: datetime
    unread: bool
    things: Sequence[Card] = ()
    """What a line that names each is about, as this reader may see it."""

    @property
    def sentence(self) -> str:
        """« Deux personnes ont répondu sur « … » »."""
        return self.notice.sentence(self.card.title, self.count)

    @property
    def url(self) -> str:
        """Where one reads it, or acts."""
        return reverse(self.notice.leads_to) if self.notice.leads_to else self.card.url


def lines(told: Iterable[Notification], viewer: Viewer) -> list[Told]:
    """What these say to this viewer, in their order, happenings of one event on one thing together.

    What they may not see, what is gone and what no line of the table says any more is left out. A query per kind.
    """
    table = notices()
    together: dict[tuple[str, Ref], list[Notification]] = {}
    for each in told:
        if each.event in table:
            together.setdefault((each.event, each.ref), []).append(each)
    named = {key: _named(group) for key, group in together.items() if table[key[0]].names_each}
    cards = cards_or_retired({ref for _, ref in together} | {ref for refs in named.values() for ref in refs}, viewer)
    return [
        Told(
            event=event, ref=ref, notice=table[event], card=cards[ref], count=len(group), told_at=group[0].told_at,
            unread=any(each.read_at is None for each in group), things=things,
        )
        for (event, ref), group in together.items()
        if ref in cards
        for things in [[cards[each] for each in named.get((event, ref), ()) if each in cards]]
        if things or not table[event].names_each
    ]  # fmt: skip


def _named(group: Iterable[Notification]) -> list[Ref]:
    return list(dict.fromkeys(Ref.parse(each.occurrence) for each in group))


def latest(viewer: Viewer, *, page: int = 1, size: int = PAGE) -> tuple[Sequence[Told], bool]:
    """A page of what was told to them, the latest first, and whether there is more. A bounded number of rows."""
    if not viewer.is_authenticated:
        return [], False
    start = (page - 1) * size
    rows = list(_theirs(viewer)[start : start + size + 1])
    return lines(rows[:size], viewer), len(rows) > size


def _theirs(viewer: Viewer) -> NotificationQuerySet:
    return Notification.objects.filter(recipient=viewer.pk).order_by("-told_at", "-id")
