"""« Garder », on every page that has a place for gestures."""

from accounts.models import Kept
from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref


def keep_gesture(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """For members only: a stranger's page is the same for all, and has nobody to keep it for."""
    if ref is None or not viewer.is_authenticated:
        return None
    row = Kept.objects.filter(person=viewer.pk, kind=ref.kind, key=ref.key).first()
    kept = row is not None and row.let_go_at is None
    return Panel("Garder", "accounts/_keep.html", {"ref": ref, "kept": kept, "row": row, "let_go": row and not kept})
