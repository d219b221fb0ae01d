"""On the front page of the administration: one's drafts, and pages whose review is due. What waits for one's approval
is already there, Wagtail's own."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import Count, DateField, ExpressionWrapper, F, Window
from django.db.models.functions import Coalesce
from django.utils import timezone

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from fichesactions.freshness import REVIEWED_EVERY
from fichesactions.models import KnowledgePage
from fichesactions.panels import my_drafts
from territories.keeping import keeps_everything

SHOWN = 6


def drafts_in_admin(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Those of « Mon espace », as the administration draws a list."""
    panel = my_drafts(viewer, ref, facets)
    return replace(panel, template="fichesactions/admin/my_drafts.html") if panel else None


def due_for_review(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Published pages whose next review has passed, a year after the last when nobody said; the longest due first."""
    if not keeps_everything(viewer):
        return None
    today = timezone.localdate()
    a_year_after = ExpressionWrapper(F("verified_on") + timedelta(days=REVIEWED_EVERY.days), output_field=DateField())
    said = KnowledgePage.objects.filter(live=True, alias_of=None, next_review__lt=today)
    unsaid = KnowledgePage.objects.filter(
        live=True, alias_of=None, next_review=None, verified_on__lt=today - REVIEWED_EVERY
    )
    due = (said | unsaid).annotate(due=Coalesce("next_review", a_year_after), total=Window(Count("pk")))
    pages = list(due.order_by("due", "pk").only("title", "verified_on", "next_review")[:SHOWN])
    if not pages:
        return None
    context = {"pages": pages, "others": pages[0].total - len(pages)}
    return Panel("À revérifier", "fichesactions/admin/due_for_review.html", context)
