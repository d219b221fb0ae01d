"""People for search engines of the web: those alone who show their name to everyone."""

from django.contrib.sitemaps import Sitemap

from accounts.models import Profile, ProfileQuerySet
from accounts.people.seen import STRANGER


class PeopleSitemap(Sitemap[Profile]):
    """Members whose page is open to everyone."""

    limit = 5000

    def items(self) -> ProfileQuerySet:
        return Profile.objects.visible_to(STRANGER).only("slug").order_by("pk")
