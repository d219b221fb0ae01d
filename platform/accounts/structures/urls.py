"""Organisations: their pages, and what members do there."""

from django.urls import path
from django.views.generic import RedirectView

from accounts.structures import merge_views, views
from ui.reading import read_only

urlpatterns = [
    path("", read_only(RedirectView.as_view(url="/annuaire/?sorte=organisation")), name="organisations"),
    path("ajouter/", views.add, name="organisation_add"),
    path("ressemblances/", merge_views.list_of_pairs, name="organisation_pairs"),
    path("<slug:slug>/", views.organisation_page, name="organisation"),
    path("<slug:slug>/c-est-ma-structure/", views.claim, name="organisation_claim"),
    path("<slug:slug>/quitter/", views.step_down, name="organisation_step_down"),
    path("<slug:slug>/demandes/<int:key>/", views.answer, name="organisation_answer"),
    path("<slug:slug>/completer/", views.edit, name="organisation_edit"),
    path("<slug:slug>/ouvrir/", views.open_up, name="organisation_open"),
    path("<slug:slug>/ressemble/<slug:other>/", merge_views.compare, name="organisation_compare"),
    path("<slug:slug>/fusions/<int:key>/", merge_views.undo, name="organisation_undo"),
]
