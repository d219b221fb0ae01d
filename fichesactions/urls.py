"""Feeds and pictures; the pages themselves are served by Wagtail's tree."""

from django.urls import path

from fichesactions.feeds import BasinFeed, LatestFeed, ThemeFeed
from fichesactions.views import picture

urlpatterns = [
    path("fils/fiches.atom", LatestFeed(), name="feed"),
    path("fils/themes/<slug:slug>.atom", ThemeFeed(), name="theme_feed"),
    path("fils/bassins/<slug:slug>.atom", BasinFeed(), name="basin_feed"),
    path("media/images/<path:path>", picture, name="picture"),
]
