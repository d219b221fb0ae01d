"""What happens to places."""

from outbox.events import Event


class PlacesChanged(Event):
    """These territories, basins or municipalities are new, gone, named, placed or attached otherwise:
    `Ref("territory", "doubs")`, `Ref("basin", "verviers")`, `Ref("municipality", "BE:63079")`."""


class EditionPublished(Event):
    """A state of play of the first, a place, is out for the first time; the second names its date."""


class PagePinned(Event):
    """The second, a page, was pinned in what is published of the first, a place."""
