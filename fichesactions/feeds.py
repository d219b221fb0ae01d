"""Atom feeds of what is new, as an anonymous reader may see it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed

from fichesactions.models import KnowledgePage
from fichesactions.models.visibility import VisiblePageQuerySet
from territories.models import Basin
from vocabulary.models import Theme

LENGTH = 30


class LatestFeed(Feed):
    """Everything: sheets, practices and tools, the last published first."""

    feed_type = Atom1Feed
    link = "/"
    language = "fr"

    def title(self, obj: Any) -> str:
        return f"{settings.SITE_NAME} : {obj or 'fiches, pratiques et outils'}"

    def pages(self, obj: Any) -> VisiblePageQuerySet:
        return KnowledgePage.objects.all()

    def items(self, obj: Any) -> VisiblePageQuerySet:
        published = self.pages(obj).visible_to(AnonymousUser()).prefetch_related("contributors")
        return published.order_by("-last_published_at", "-pk")[:LENGTH]

    def item_title(self, item: KnowledgePage) -> str:
        return item.title

    def item_description(self, item: KnowledgePage) -> str:
        return item.summary

    def item_link(self, item: KnowledgePage) -> str:
        return item.get_url() or "/"

    def item_guid(self, item: KnowledgePage) -> str:
        return f"{settings.BASE_URL}/#{item.ref}"

    def item_author_name(self, item: KnowledgePage) -> str:
        return " · ".join(str(person) for person in item.contributors.all()) or settings.SITE_NAME

    def item_pubdate(self, item: KnowledgePage) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: KnowledgePage) -> datetime | None:
        return item.last_published_at


class ThemeFeed(LatestFeed):
    """What is new under a theme, its finer themes included."""

    def get_object(self, request: HttpRequest, slug: str) -> Theme:
        return get_object_or_404(Theme, slug=slug)

    def pages(self, obj: Theme) -> VisiblePageQuerySet:
        within = Theme.objects.filter(pk=obj.pk) | Theme.objects.filter(parent=obj)
        return KnowledgePage.objects.filter(pk__in=KnowledgePage.objects.filter(themes__in=within).values("pk"))


class BasinFeed(LatestFeed):
    """What is new for a basin."""

    def get_object(self, request: HttpRequest, slug: str) -> Basin:
        return get_object_or_404(Basin, slug=slug)

    def pages(self, obj: Basin) -> VisiblePageQuerySet:
        return KnowledgePage.objects.filter(basins=obj)
