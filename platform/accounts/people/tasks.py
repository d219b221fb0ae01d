"""What the worker does when words, places or organisations change what is said of people."""

from collections.abc import Sequence

from django.db.models import Q
from django_tasks import task

from accounts.events import PeopleChanged
from accounts.models import Profile
from accounts.people.documents import refs_of
from outbox.transactions import tell_by_batches

_FILED = {
    "theme": ("themes__slug__in", "themes__parent__slug__in"),
    "audience": ("audiences__slug__in",),
    "basin": ("basin__slug__in",),
    "organisation": ("organisation__in",),
}


@task(priority=40)
def tell_of_people(event: str = "", refs: Sequence[Sequence[str]] = ()) -> int:
    """Hears TermsChanged, PlacesChanged and what happens to organisations: those who are filed under these read
    otherwise now."""
    filed = Q()
    for kind, lookups in _FILED.items():
        keys = [key for named, key in refs if named == kind]
        for lookup in lookups if keys else ():
            filed |= Q(**{lookup: keys})
    pks = list(Profile.objects.filter(filed).order_by("pk").values_list("pk", flat=True).distinct()) if filed else []
    tell_by_batches(PeopleChanged, [ref for pk in pks for ref in refs_of(pk)])
    return len(pks)
