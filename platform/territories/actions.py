"""What those who keep a place do there: pin a page, put the first contacts in order, say that one is still true."""

from collections.abc import Iterable

from cards.refs import Ref
from outbox.events import record
from outbox.transactions import one_change
from territories.events import PagePinned
from territories.models import MOST_CONTACTS, FirstContact, Initiative, StateOfPlay


class AlreadyPinnedError(Exception):
    """This page is pinned in this edition."""


class NoRoomError(Exception):
    """The place has three contacts already."""


def pin(*, ref: Ref, state: StateOfPlay, reason: str) -> Initiative:
    """Pin a page in an edition with the reason. Raises AlreadyPinnedError."""
    with one_change():
        state = (
            StateOfPlay.objects.select_for_update(of=("self",)).select_related("basin", "territory").get(pk=state.pk)
        )
        if state.initiatives.filter(ref=str(ref)).exists():
            raise AlreadyPinnedError
        if state.published:
            record(PagePinned((state.place.ref, ref)))
        return Initiative.objects.create(state=state, ref=str(ref), reason=reason)


def last_of_each(states: Iterable[StateOfPlay]) -> list[StateOfPlay]:
    """The last edition of each place, drafts included: where a page is pinned."""
    last: dict[tuple[int | None, int | None], StateOfPlay] = {}
    for state in states:
        held = last.get((state.basin_id, state.territory_id))
        if held is None or state.dated > held.dated:
            last[state.basin_id, state.territory_id] = state
    return list(last.values())


def keep_contact(*, contact: FirstContact) -> FirstContact:
    """Keep a contact, new or changed, at its rank in its place: the first free one when it is new there. Raises
    NoRoomError when there is none.

    The form sent twice finds the first one's contact: same place, same name.
    """
    with one_change():
        place = contact.place
        if place is not None:  # Held: where there is no contact yet, there is nothing else to wait for.
            type(place)._default_manager.select_for_update().get(pk=place.pk)
        there = FirstContact.objects.filter(
            municipality=contact.municipality, basin=contact.basin, territory=contact.territory
        )
        held = {each.position: each for each in there.exclude(pk=contact.pk)}
        if twin := next((each for each in held.values() if not contact.pk and each.name == contact.name), None):
            return twin
        if contact.position is None or contact.position in held:
            free = [rank for rank in range(1, MOST_CONTACTS + 1) if rank not in held]
            if not free:
                raise NoRoomError
            contact.position = free[0]
        contact.save()
        return contact


def still_true(*, contact: FirstContact) -> None:
    """Somebody made sure of it today."""
    with one_change():
        contact.verify()


def remove_contact(*, contact: FirstContact) -> None:
    """It is no longer whom to ring."""
    with one_change():
        contact.delete()
