"""What the worker does when words or places change what search knows of organisations."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django_tasks import task

from accounts.models import Organisation
from accounts.structures.events import OrganisationsChanged
from cards.refs import Ref
from outbox.transactions import tell_by_batches


@task(priority=40)
def tell_of_terms(event: str = "", refs: Sequence[Sequence[str]] = ()) -> int:
    """Hears TermsChanged: organisations of these sectors, whose labels they are found by."""
    sectors = [key for kind, key in refs if kind == "sector"]
    found = Organisation.objects.standing().filter(sectors__slug__in=sectors).order_by("pk").distinct()
    return _tell(found.values_list("pk", flat=True) if sectors else ())


@task(priority=40)
def tell_of_places(event: str = "", refs: Sequence[Sequence[str]] = ()) -> int:
    """Hears PlacesChanged: organisations that stand in these places."""
    basins = [key for kind, key in refs if kind == "basin"]
    codes = [key for kind, key in refs if kind == "municipality"]
    there = Q(municipality__in=codes) | Q(municipality__basin__slug__in=basins)
    there |= Q(municipality__successor__code__in=codes) | Q(municipality__successor__basin__slug__in=basins)
    found = Organisation.objects.standing().filter(there).order_by("pk").distinct()
    return _tell(found.values_list("pk", flat=True))


def _tell(organisations: Iterable[int]) -> int:
    refs = [Ref("organisation", str(pk)) for pk in organisations]
    tell_by_batches(OrganisationsChanged, refs)
    return len(refs)
