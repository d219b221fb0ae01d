"""The way through the tree to a page: its address, the pages above it, and whether a reader may go there.

Wagtail reads it step by step, once to find the page and twice to know who may read it; here it is two short queries.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from fichesactions.models import HomePage

HOME_DEPTH = 2


def paths_to(path: str) -> list[str]:
    """The tree paths from the root down to this one, itself last."""
    return [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]


class Step(NamedTuple):
    """A page above another, as one query reads it with what closes it."""

    title: str
    depth: int
    url_path: str
    live: bool
    alias_of: int | None
    restriction: int | None

    @property
    def url(self) -> str:
        """The address of the site's tree, of which the home page is the root."""
        return "/" + "/".join(self.url_path.split("/")[HOME_DEPTH:])


def page_at(path: str) -> Page | None:
    """The published page at this address, whoever asks, as its own type."""
    slugs = [slug for slug in path.split("/") if slug]
    if not slugs:
        return HomePage.objects.filter(live=True).first()
    namesakes = Page.objects.filter(slug=slugs[-1], depth=HOME_DEPTH + len(slugs), live=True).order_by()
    for pk, kind, url_path in namesakes.values_list("pk", "content_type", "url_path"):
        if url_path.strip("/").split("/")[1:] == slugs:
            model = ContentType.objects.get_for_id(kind).model_class() or Page
            return model._default_manager.filter(pk=pk).first()
    return None


class Way:
    """The pages above one and what closes any of them, read once however often it is asked."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def is_open_to(self, request: HttpRequest) -> bool:
        """Shared passwords are switched off: one left from before opens nothing."""
        return all(
            closed.restriction_type != PageViewRestriction.PASSWORD and closed.accept_request(request)
            for closed in self.restrictions
        )

    @cached_property
    def restrictions(self) -> Sequence[PageViewRestriction]:
        """What closes the page, or one above it: one query more for those pages alone that something closes."""
        if any(step.alias_of for step in self._steps):
            return list(self.page.get_view_restrictions())  # An alias is as closed as its original.
        keys = [step.restriction for step in self._steps if step.restriction]
        return list(PageViewRestriction.objects.filter(pk__in=keys)) if keys else []

    @property
    def above(self) -> list[Step]:
        """The published pages above it, home first; not to be shown before one knows that the way is open."""
        found = {step.url_path: step for step in self._steps if step.live and not step.alias_of}
        return [step for step in found.values() if HOME_DEPTH <= step.depth < self.page.depth]

    @cached_property
    def _steps(self) -> list[Step]:
        rows = Page.objects.filter(path__in=paths_to(self.page.path)).order_by("path")
        return [
            Step(*row)
            for row in rows.values_list("title", "depth", "url_path", "live", "alias_of", "view_restrictions")
        ]
