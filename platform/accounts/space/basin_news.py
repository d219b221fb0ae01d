"""News of one's basin: told to those who say that they work there, for Friday's letter unless they chose otherwise."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from accounts.models import Profile
from cards.refs import Ref
from notifications.models import Notification
from notifications.telling import tell
from territories.models import Basin, Part, Place, StateOfPlay, Territory, keepers

EDITION, PINNED, PAGES = "place.edition", "place.pinned", "basin.pages"
_OF_EVENT = {"EditionPublished": EDITION, "PagePinned": PINNED}


@task(priority=20)
def tell_of_place(event: str = "", refs: Sequence[Sequence[str]] = ()) -> int:
    """Hears EditionPublished and PagePinned: those of the place are told, but for who keeps it and wrote it."""
    place_ref, what = (Ref(kind, key) for kind, key in refs)
    place = _place_at(place_ref)
    if place is None or not StateOfPlay.objects.of(place).filter(published=True).exists():
        return 0
    basins = [place] if isinstance(place, Basin) else list(place.basins.defer("outline").select_related("territory"))
    writers = {person for basin in basins for person in keepers(basin, Part.FACILITATOR)}
    return _tell(set(_people_of(basins)) - writers, _OF_EVENT[event], place_ref, str(what))


def tell_of_pages(basin: Basin, day: str) -> int:
    """Pages of a basin were published that day: told once, however many they are."""
    told = Notification.objects.filter(event=PAGES, kind=basin.ref.kind, key=basin.ref.key, occurrence=day)
    return 0 if told.exists() else _tell(set(_people_of([basin])), PAGES, basin.ref, day)


def _tell(people: set[int], event: str, ref: Ref, occurrence: str) -> int:
    with transaction.atomic():
        tell(people, event, ref, occurrence=occurrence)
    return len(people)


def _people_of(basins: Sequence[Basin]) -> QuerySet[Profile, int]:
    """Telling somebody of their own basin shows it to nobody else: whatever they chose to show of it."""
    return Profile.objects.filter(basin__in=basins).values_list("user", flat=True)


def _place_at(ref: Ref) -> Place | None:
    if ref.kind == "basin":
        return Basin.objects.filter(slug=ref.key).select_related("territory").defer("outline").first()
    return Territory.objects.filter(slug=ref.key).first()
