"""The question at the foot of any page, and what waits for those who look after pages."""

from typing import Any

from django.db.models import Count

from cards.kinds import Viewer, kinds
from cards.panels import Facets, Panel
from cards.refs import Ref
from feedback.desk import heard
from feedback.keepers import keepers
from feedback.models import OPEN, Remark, Verdict
from feedback.visits import written

SHOWN = 5


def was_it_useful(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """« Cette page a-t-elle répondu à vos questions ? »; whoever looks after it also learns what was said."""
    if ref is None or ref.kind not in keepers() or ref.kind not in kinds():
        return None
    context: dict[str, Any] = {"ref": str(ref), "written": written(ref, viewer), "verdicts": Verdict.choices}
    if viewer.is_authenticated:
        remarks = Remark.objects.visible_to(viewer).about(ref)
        counts = remarks.aggregate(said=Count("pk"), open=Count("pk", filter=OPEN))
        context |= counts if counts["said"] else {}
    return Panel("Cette page a-t-elle répondu à vos questions ?", "feedback/_useful.html", context)


def to_act_on(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """In « mon espace »: pages of which somebody said something that waits; nothing for those who look after none."""
    return _waiting(viewer, "feedback/_to_act_on.html")


def to_act_on_in_admin(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """The same, on the front page of the administration."""
    return _waiting(viewer, "feedback/admin/to_act_on.html")


def _waiting(viewer: Viewer, template: str) -> Panel | None:
    page = heard(Remark.objects.visible_to(viewer).open(), viewer, size=SHOWN)
    if not page.object_list:
        return None
    return Panel("Retours de lecture à traiter", template, {"pages": page.object_list, "more": page.has_next()})
