"""What search engines are told to read: public pages, nothing else."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from fichesactions.models.visibility import visible_q


class PagesSitemap(Sitemap):
    """Every page that a stranger may read."""

    limit = 5000

    def items(self) -> PageQuerySet:
        return Page.objects.filter(visible_q(AnonymousUser()), depth__gt=1).order_by("path")

    def location(self, item: Page) -> str:
        return item.get_url() or "/"

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at
