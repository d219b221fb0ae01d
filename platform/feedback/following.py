"""Two things became one, or two again: what was said of them follows."""

from django.db.models import F, Value

from feedback.models import Remark
from outbox.events import Event


def follow_merged(event: Event) -> None:
    """The first is now the second, and so is what was said of it; remembered, should they be parted."""
    gone, stays = event.refs
    Remark.objects.about(gone).update(kind=stays.kind, came_from=F("key"), key=stays.key)


def follow_parted(event: Event) -> None:
    """The first is itself again, with what was said of it then."""
    back, stays = event.refs
    Remark.objects.about(stays).filter(came_from=back.key).update(kind=back.kind, key=back.key, came_from=Value(""))
