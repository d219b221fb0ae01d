"""Those who wait for an agreement, where whoever may give it begins their day."""

from accounts.models import Application, User
from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from territories.models import facilitates_somewhere

SHOWN = 5


def waiting_for_my_agreement(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """In « mon espace »; nothing for those to whom nobody applies."""
    return _waiting(viewer, "accounts/joining/_waiting.html")


def waiting_for_my_agreement_in_admin(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """The same, on the front page of the administration."""
    return _waiting(viewer, "accounts/joining/_waiting_in_admin.html")


def _waiting(viewer: Viewer, template: str) -> Panel | None:
    if not isinstance(viewer, User) or not facilitates_somewhere(viewer):
        return None
    waiting = list(Application.objects.decidable_by(viewer).select_related("basin")[: SHOWN + 1])
    if not waiting:
        return None
    return Panel("Inscriptions à décider", template, {"applications": waiting[:SHOWN], "more": len(waiting) > SHOWN})
