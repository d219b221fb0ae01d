"""Addresses of notices, under « Mon espace »."""

from django.urls import path

from notifications import views

urlpatterns = [
    path("avis/", views.told, name="told"),
    path("avis/lire/", views.read, name="read_notice"),
    path("avis/tout-lu/", views.read_all, name="read_all_notices"),
    path("avis/choisir/", views.choices, name="notice_choices"),
    path("lettres/arreter/<str:token>/", views.stop, name="stop_letters"),
]
