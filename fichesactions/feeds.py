"""Atom feeds of what is new, as an anonymous reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst

from fichesactions.models import KnowledgePage
from fichesactions.models.visibility import VisiblePageQuerySet
from territories.models import Basin, Place, StateOfPlay, Territory
from vocabulary.models import Theme

LENGTH = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """Something new."""

    title: str
    summary: str
    url: str
    ref: str
    author: str
    published: datetime | None
    updated: datetime


class LatestFeed(Feed):
    """Everything: sheets, practices and tools, the last published first."""

    feed_type = Atom1Feed
    link = "/"
    language = "fr"

    def title(self, obj: Any) -> str:
        return f"{settings.SITE_NAME} : {obj or 'fiches, pratiques et outils'}"

    def pages(self, obj: Any) -> VisiblePageQuerySet:
        return KnowledgePage.objects.all()

    def items(self, obj: Any) -> list[Entry]:
        published = self.pages(obj).visible_to(AnonymousUser()).prefetch_related("contributors")
        return [_of_page(page) for page in published.order_by("-last_published_at", "-pk")[:LENGTH]]

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return item.summary

    def item_link(self, item: Entry) -> str:
        return item.url

    def item_guid(self, item: Entry) -> str:
        return f"{settings.BASE_URL}/#{item.ref}"

    def item_author_name(self, item: Entry) -> str:
        return item.author or settings.SITE_NAME

    def item_pubdate(self, item: Entry) -> datetime | None:
        return item.published

    def item_updateddate(self, item: Entry) -> datetime:
        return item.updated


class ThemeFeed(LatestFeed):
    """What is new under a theme, its finer themes included."""

    def get_object(self, request: HttpRequest, slug: str) -> Theme:
        return get_object_or_404(Theme, slug=slug)

    def pages(self, obj: Theme) -> VisiblePageQuerySet:
        within = Theme.objects.filter(pk=obj.pk) | Theme.objects.filter(parent=obj)
        return KnowledgePage.objects.filter(pk__in=KnowledgePage.objects.filter(themes__in=within).values("pk"))


class PlaceFeed(LatestFeed):
    """What is new in a place: its pages, and the editions of its state of play with those of its basins."""

    def link(self, obj: Place) -> str:  # type: ignore[override]
        return obj.get_absolute_url()

    def title(self, obj: Place) -> str:
        return f"{settings.SITE_NAME} : {capfirst(obj.full_name) if isinstance(obj, Basin) else obj.name}"

    def items(self, obj: Place) -> list[Entry]:
        found = [*super().items(obj), *map(_of_edition, self.editions(obj))]
        return sorted(found, key=lambda entry: entry.updated, reverse=True)[:LENGTH]

    def editions(self, obj: Any) -> Iterable[StateOfPlay]:
        raise NotImplementedError


class BasinFeed(PlaceFeed):
    """Of a basin."""

    def get_object(self, request: HttpRequest, slug: str) -> Basin:
        return get_object_or_404(Basin.objects.select_related("territory").defer("outline"), slug=slug)

    def pages(self, obj: Basin) -> VisiblePageQuerySet:
        return KnowledgePage.objects.filter(basins=obj)

    def editions(self, obj: Basin) -> Iterable[StateOfPlay]:
        return _editions(StateOfPlay.objects.filter(basin=obj))


class TerritoryFeed(PlaceFeed):
    """Of a territory and all its basins."""

    def get_object(self, request: HttpRequest, slug: str) -> Territory:
        return get_object_or_404(Territory, slug=slug)

    def pages(self, obj: Territory) -> VisiblePageQuerySet:
        return KnowledgePage.objects.filter(pk__in=KnowledgePage.objects.filter(basins__territory=obj).values("pk"))

    def editions(self, obj: Territory) -> Iterable[StateOfPlay]:
        own = StateOfPlay.objects.filter(territory=obj) | StateOfPlay.objects.filter(basin__territory=obj)
        return _editions(own)


def _editions(found: Any) -> Iterable[StateOfPlay]:
    seen = found.visible_to(AnonymousUser()).select_related("basin__territory", "territory").defer("basin__outline")
    rows: Iterable[StateOfPlay] = seen.order_by("-dated")[:LENGTH]
    return rows


def _of_page(page: KnowledgePage) -> Entry:
    authors = " · ".join(str(person) for person in page.contributors.all())
    out = page.last_published_at or page.first_published_at or timezone.now()
    return Entry(page.title, page.summary, page.get_url() or "/", str(page.ref), authors, page.first_published_at, out)


def _of_edition(state: StateOfPlay) -> Entry:
    """Those of before the day was kept are as old as they say."""
    out = state.published_at or timezone.make_aware(datetime.combine(state.dated, time.min))
    title = f"État des lieux : {state}"
    return Entry(title, state.summary, state.get_absolute_url(), f"edition:{state.pk}", state.author, out, out)
