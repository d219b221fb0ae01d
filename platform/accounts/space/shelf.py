"""What a member keeps, as they read it: with what became of it since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import Kept, User
from cards.kinds import Card, cards_for, kinds, retired_for

PAGE = 24
JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class KeptThing:
    """One thing that is kept: its card, or what can be said of it when there is none for this reader any more."""

    kept: Kept
    card: Card | None
    retired: bool = False
    """Its owner still has a page for it, that says why it is over."""

    @property
    def kind_label(self) -> str:
        """« Fiche action »; all that is said of what is gone."""
        owner = kinds().get(self.kept.kind)
        return self.card.kind_label if self.card else owner.label if owner else "Page"

    @property
    def icon(self) -> str:
        """Beside the label."""
        owner = kinds().get(self.kept.kind)
        return self.card.icon if self.card else owner.icon if owner else "sheet"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of what somebody keeps."""

    things: Sequence[KeptThing]
    kinds: Sequence[tuple[str, str]]
    """Those they keep something of: value and plural."""
    kind: str
    page: int
    more: bool
    undo: KeptThing | None
    """What they let go a moment ago."""


def things_of(rows: Sequence[Kept], person: User) -> list[KeptThing]:
    """These with their cards: a query per kind, and another for what its owner retired."""
    cards = {card.ref: card for card in cards_for([row.ref for row in rows], person)}
    over = {card.ref: card for card in retired_for([row.ref for row in rows if row.ref not in cards], person)}
    return [KeptThing(row, cards.get(row.ref) or over.get(row.ref), retired=row.ref in over) for row in rows]


def shelf(person: User, *, kind: str = "", page: int = 1) -> Shelf:
    """A page of what this person keeps, of one kind or of all. A bounded number of rows."""
    mine = Kept.objects.of(person.pk)
    present = set(mine.order_by().values_list("kind", flat=True).distinct())
    known = [(name, owner.plural) for name, owner in kinds().items() if name in present]
    kind = kind if kind in present else ""
    start = (page - 1) * PAGE
    rows = list((mine.filter(kind=kind) if kind else mine)[start : start + PAGE + 1])
    things = things_of(rows[:PAGE], person)
    return Shelf(things, known, kind, page, more=len(rows) > PAGE, undo=_just_let_go(person))


def latest_kept(person: User, size: int) -> list[KeptThing]:
    """The last few things they kept."""
    return things_of(list(Kept.objects.of(person.pk)[:size]), person)


def _just_let_go(person: User) -> KeptThing | None:
    mine = Kept.objects.filter(person=person, let_go_at__gte=timezone.now() - JUST_NOW)
    return next(iter(things_of(list(mine.order_by("-let_go_at")[:1]), person)), None)
