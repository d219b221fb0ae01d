"""What happens to places."""

from outbox.events import Event


class PlacesChanged(Event):
    """These basins or municipalities are new, gone, named, placed or attached otherwise: `Ref("basin", "verviers")`,
    `Ref("municipality", "BE:63079")`."""
