"""What happens to places."""

from outbox.events import Event


class PlacesChanged(Event):
    """These territories, basins or municipalities are new, gone, named, placed or attached otherwise:
    `Ref("territory", "doubs")`, `Ref("basin", "verviers")`, `Ref("municipality", "BE:63079")`."""
