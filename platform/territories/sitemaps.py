"""Territories and basins for search engines of the web."""

from django.contrib.sitemaps import Sitemap

from territories.models import Basin, Place, Territory


class PlaceSitemap(Sitemap[Place]):
    """Every territory, then every basin."""

    limit = 5000

    def items(self) -> list[Place]:
        basins = Basin.objects.select_related("territory").defer("outline").order_by("pk")
        return [*Territory.objects.order_by("pk"), *basins]
