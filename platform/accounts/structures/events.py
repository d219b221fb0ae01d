"""What happens to organisations."""

from outbox.events import Event


class OrganisationsChanged(Event):
    """What these organisations say, or what hangs on them, changed."""


class OrganisationsMerged(Event):
    """The first of the two was taken into the second: whatever points at the first is to point at the second."""


class OrganisationsParted(Event):
    """The first of the two is itself again, no longer taken into the second."""
