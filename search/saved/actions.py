"""What a member does with the searches they keep."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from notifications.telling import settle
from search.answer import Listing
from search.by_address import held, in_words, params_of
from search.models.saved import SavedSearch, digest_of, last_settled

MOST = 50
"""Of one person: each costs a search a day to whoever is told of it."""
REGRETTED_WITHIN = timedelta(days=1)
NEWS = "search.news"
"""The event of config/notices.py by which somebody is told of what is new; its occurrences are the new things."""


class TooManySavedError(Exception):
    """They keep as many searches as one may."""


class TooLongToSaveError(Exception):
    """This address asks more than can be kept."""


def save(*, person_id: int, listing: Listing, name: str, alert: bool) -> SavedSearch:
    """Keep this search under this name, and whether to be told. Kept already, it only takes the name and the choice.

    Raises TooManySavedError, TooLongToSaveError.
    """
    params = params_of(listing)
    if len(params) > SavedSearch.LONGEST_PARAMS:
        raise TooLongToSaveError
    asked = {"path": listing.path, "params": params, "held": held(listing), "asks": _shortened(in_words(listing))}
    with transaction.atomic():
        digest = digest_of(listing.path, params)
        _leave_room(SavedSearch.objects.of(person_id).exclude(digest=digest))
        saved, _ = SavedSearch.objects.get_or_create(person_id=person_id, digest=digest, defaults=asked)
        saved.alert, saved.removed_at = saved.alert and not saved.removed_at, None
        _choose(saved, name, alert)
    return saved


def change(*, saved: SavedSearch, name: str, alert: bool) -> None:
    """Give it another name, and say whether to be told of what is new."""
    with transaction.atomic():
        _choose(SavedSearch.objects.select_for_update().get(pk=saved.pk), name, alert)


def remove(*, saved: SavedSearch) -> None:
    """Keep it no more; nobody is told of it any more. It can come back for a day."""
    with transaction.atomic():
        SavedSearch.objects.filter(pk=saved.pk).update(removed_at=timezone.now())
        settle(NEWS, saved.ref)


def bring_back(*, saved: SavedSearch) -> None:
    """Keep again what was let go. Raises TooManySavedError."""
    with transaction.atomic():
        _leave_room(SavedSearch.objects.of(saved.person_id).exclude(pk=saved.pk))
        SavedSearch.objects.filter(pk=saved.pk).update(removed_at=None, newest=last_settled())


def _leave_room(others: QuerySet[SavedSearch]) -> None:
    if others.count() >= MOST:
        raise TooManySavedError


def _shortened(text: str) -> str:
    return text if len(text) <= SavedSearch.LONGEST_ASKS else f"{text[: SavedSearch.LONGEST_ASKS - 1]}…"


def _choose(saved: SavedSearch, name: str, alert: bool) -> None:
    if alert and not saved.alert:  # From now on: what was there before is no news.
        saved.newest = last_settled()
    elif saved.alert and not alert:
        settle(NEWS, saved.ref)
    saved.name, saved.alert = name[: SavedSearch.LONGEST_NAME], alert
    saved.save(update_fields=["name", "alert", "newest", "removed_at"])
