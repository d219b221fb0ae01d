"""The front page of the administration: what the rooms have to say there, each within one of Wagtail's panels."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.ui.components import Component

from cards.kinds import Viewer
from cards.panels import Facets, Panel, panels_for
from cards.refs import Ref
from offers.models import Offer
from outbox.backlog import failed_for_good
from territories.models import Role, runs_the_site


class SlotPanel(Component):
    """One panel of the slot `admin.home`, between what waits for review and the latest edits."""

    template_name = "operations/admin/panel.html"

    def __init__(self, panel: Panel, place: int) -> None:
        self.panel, self.order = panel, 230 + place

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"panel": self.panel, "body": self._body(parent_context or {}), "name": f"panneau-{self.order}"}

    def _body(self, parent_context: Mapping[str, Any]) -> SafeString:
        context = {"panel": self.panel, **self.panel.context}
        return render_to_string(self.panel.template, context, request=parent_context.get("request"))


def fill(request: HttpRequest, panels: list[Component]) -> None:
    """Add what the table says; three dozen at most fit before Wagtail's own latest edits."""
    found = panels_for("admin.home", request, None, {})
    panels.extend(SlotPanel(panel, place) for place, panel in enumerate(found))


def failed_work(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """For those who run the site: background work that failed at every attempt."""
    if not runs_the_site(viewer):
        return None
    failed = failed_for_good().count()
    return Panel("Travaux en échec", "operations/admin/failed.html", {"failed": failed}) if failed else None


def first_steps(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """For whoever opens the site: what is left to do before the others come; gone once it has people and services."""
    if not runs_the_site(viewer):
        return None
    context = {"has_keepers": Role.objects.exists(), "has_offers": Offer.objects.exists()}
    done = all(context.values())
    return None if done else Panel("Ouvrir le site", "operations/admin/first_steps.html", context)
