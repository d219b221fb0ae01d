"""Services follow their organisation when it is merged into another, and go back when the two are parted."""

from accounts.models import Organisation
from cards.refs import Ref
from offers.events import OffersChanged
from offers.models import Offer
from offers.staging import BATCH
from outbox.events import Event, record_in_batches


def follow(event: Event) -> None:
    """Hears OrganisationsMerged, in its transaction: the services of the first are those of the second."""
    merged, kept = (int(ref.key) for ref in event.refs)
    _move(list(Offer.objects.filter(organisation=merged).values_list("pk", flat=True)), kept)


def go_back(event: Event) -> None:
    """Hears OrganisationsParted: the services that a source gives the first are its own again."""
    parted, kept = (int(ref.key) for ref in event.refs)
    of = Offer.objects.filter(organisation=kept, organisation_source_id__in=_keys_of(parted))
    _move(list(of.values_list("pk", flat=True)), parted)


def _keys_of(organisation: int) -> list[str]:
    standing_for = Organisation.objects.filter(pk=organisation) | Organisation.objects.filter(merged_into=organisation)
    return [key for key in standing_for.values_list("source_id", flat=True) if key]


def _move(offers: list[int], organisation: int) -> None:
    for start in range(0, len(offers), BATCH):
        Offer.objects.filter(pk__in=offers[start : start + BATCH]).update(organisation=organisation)
    record_in_batches(OffersChanged, [Ref("offer", str(pk)) for pk in offers])
