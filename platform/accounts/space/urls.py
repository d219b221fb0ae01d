"""Addresses of « Mon espace »."""

from django.urls import path

from accounts.space import views

urlpatterns = [
    path("", views.my_space, name="my_space"),
    path("gardes/", views.kept, name="kept"),
    path("garder/", views.keep, name="keep"),
    path("gardes/note/", views.annotate, name="annotate_kept"),
]
