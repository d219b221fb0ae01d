"""The catalogue for search engines of the web."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap

from offers.models import Offer, OfferQuerySet


class OfferSitemap(Sitemap[Offer]):
    """Published services, with the day their source last touched them."""

    limit = 5000

    def items(self) -> OfferQuerySet:
        return Offer.objects.visible_to(AnonymousUser()).published().only("slug", "updated_on").order_by("pk")

    def lastmod(self, item: Offer) -> date:
        return item.updated_on
