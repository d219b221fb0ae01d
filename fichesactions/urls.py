"""Feeds; the pages themselves are served by Wagtail's tree."""

from django.urls import path

from fichesactions.feeds import BasinFeed, LatestFeed, ThemeFeed

urlpatterns = [
    path("fils/fiches.atom", LatestFeed(), name="feed"),
    path("fils/themes/<slug:slug>.atom", ThemeFeed(), name="theme_feed"),
    path("fils/bassins/<slug:slug>.atom", BasinFeed(), name="basin_feed"),
]
