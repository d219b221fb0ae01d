"""Organisations for search engines of the web."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap

from accounts.models import Organisation, OrganisationQuerySet


class OrganisationSitemap(Sitemap[Organisation]):
    """Those everyone may see, with the day their source last touched them."""

    limit = 5000

    def items(self) -> OrganisationQuerySet:
        return Organisation.objects.visible_to(AnonymousUser()).only("slug", "source_updated_on").order_by("pk")

    def lastmod(self, item: Organisation) -> date | None:
        return item.source_updated_on
