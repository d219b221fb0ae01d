"""Addresses of the catalogue."""

from django.urls import path

from offers import views

urlpatterns = [
    path("services/", views.offer_list, name="offers"),
    path("services/<slug:slug>/", views.offer_page, name="offer"),
]
