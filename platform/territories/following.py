"""Two structures became one: the first contacts that led to the first lead to the second."""

from outbox.events import Event
from territories.models import FirstContact


def follow_merged(event: Event) -> None:
    """Hears OrganisationsMerged, in its transaction. When the two are parted the contact stays where it leads: the name
    and the telephone are its own."""
    gone, stays = event.refs
    FirstContact.objects.filter(organisation=str(gone)).update(organisation=str(stays))
