"""What happens to the catalogue."""

from outbox.events import Event


class OffersChanged(Event):
    """These offers were created, changed, withdrawn or brought back, or their organisation changed."""
