"""`/recherche/`, and the searches that members keep, under « Mon espace »."""

from django.urls import path

from search.feed import search_feed
from search.needs import desk
from search.needs.views import result_opened
from search.opensearch import browser_suggestions
from search.saved import views as saved
from search.views import search, search_count

urlpatterns = [
    path("", search, name="search"),
    path("compte.json", search_count, name="search_count"),
    path("flux.atom", search_feed, name="search_feed"),
    path("ouverte/", result_opened, name="result_opened"),
    path("besoins/", desk.needs, name="needs"),
    path("besoins/traiter/", desk.settle_need, name="settle_need"),
    path("suggestions.json", browser_suggestions, name="browser_suggestions"),
]
saved_urlpatterns = [
    path("", saved.saved_searches, name="saved_searches"),
    path("garder/", saved.save_search, name="save_search"),
    path("<int:pk>/", saved.change_search, name="change_search"),
    path("<int:pk>/retirer/", saved.remove_search, name="remove_search"),
]
