"""Feeds and pictures; the pages themselves are served by Wagtail's tree."""

from django.urls import path

from fichesactions.feeds import BasinFeed, LatestFeed, ThemeFeed
from fichesactions.views import picture
from ui.reading import read_only

urlpatterns = [
    path("fils/fiches.atom", read_only(LatestFeed()), name="feed"),
    path("fils/themes/<slug:slug>.atom", read_only(ThemeFeed()), name="theme_feed"),
    path("fils/bassins/<slug:slug>.atom", read_only(BasinFeed()), name="basin_feed"),
    path("media/images/<path:path>", picture, name="picture"),
]
