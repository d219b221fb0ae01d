"""What happened to pages, for whoever keeps something about them."""

from outbox.events import Event


class PagesChanged(Event):
    """What can be found or seen of these pages changed: published, edited, retired, moved, restricted."""
