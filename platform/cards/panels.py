"""Slots of a page that other rooms fill: a sheet's page belongs to its owner, « poser une question » to discussions."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from cards.kinds import Viewer
from cards.momentary import only_for_now
from cards.refs import Ref

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Panel:
    """What a room adds to a page of another: a template and what it needs."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Facets = Mapping[str, Sequence[str]]
"""Slugs by facet, `theme` and `basin` among them: by what the page's owner has filed its thing."""

Contributor = Callable[[Viewer, Ref | None, Facets], Panel | None]
"""Reads at most two queries, through `visible_to`: what it needs to know of the thing itself, the page has read and
hands over as facets. None when it has nothing to say here."""


def panels_for(slot: str, request: HttpRequest, ref: Ref | None, facets: Facets) -> list[Panel]:
    """The panels of a slot for this reader, in the table's order.

    One that fails is logged and left out: the page matters more, but holds for this once.
    """
    table: Mapping[str, Sequence[Contributor]] = import_string(settings.PANELS)
    panels = []
    for contributor in table.get(slot, ()):
        try:
            panel = contributor(request.user, ref, facets)
        except Exception:
            logger.exception("Panel %s of slot %s failed", contributor, slot)
            only_for_now(request)
            continue
        if panel is not None:
            panels.append(panel)
    return panels
