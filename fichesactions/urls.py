"""Feeds and pictures; the pages themselves are served by Wagtail's tree."""

from collections.abc import Callable
from typing import Any

from django.urls import path
from django.views.decorators.http import conditional_page

from fichesactions.feeds import BasinFeed, LatestFeed, TerritoryFeed, ThemeFeed
from fichesactions.views import picture
from ui.reading import read_only


def _feed(feed: LatestFeed) -> Callable[..., Any]:
    """A reader of feeds asks every hour, and is told in a few bytes that nothing is new."""
    return read_only(conditional_page(feed))


urlpatterns = [
    path("fils/fiches.atom", _feed(LatestFeed()), name="feed"),
    path("fils/themes/<slug:slug>.atom", _feed(ThemeFeed()), name="theme_feed"),
    path("fils/bassins/<slug:slug>.atom", _feed(BasinFeed()), name="basin_feed"),
    path("fils/territoires/<slug:slug>.atom", _feed(TerritoryFeed()), name="territory_feed"),
    path("media/images/<path:path>", picture, name="picture"),
]
