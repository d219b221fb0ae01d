"""Pages that members keep follow a structure that is merged into another."""

from accounts.models import Kept
from outbox.events import Event


def keep_what_was_kept(event: Event) -> None:
    """Hears OrganisationsMerged, in its transaction: who kept the page of the first keeps that of the second. Who kept
    both keeps one, with the notes of both."""
    merged, kept = event.refs
    moving = Kept.objects.filter(kind=merged.kind, key=merged.key)
    held = {row.person_id: row for row in Kept.objects.filter(kind=kept.kind, key=kept.key)}
    for row in moving.filter(person__in=held, let_go_at=None):
        other = held[row.person_id]
        notes = "\n".join(dict.fromkeys(filter(None, (other.note, row.note))))
        other.note, other.let_go_at = notes[: Kept.LONGEST_NOTE], None
        other.save(update_fields=["note", "let_go_at"])
    moving.filter(person__in=held).delete()
    moving.update(key=kept.key)
