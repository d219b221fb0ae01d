"""Addresses of those who run the site, and of the demonstration."""

from django.urls import path

from operations import my_data_views, views

urlpatterns = [
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("mon-espace/mes-donnees/", my_data_views.my_data_page, name="my_data"),
    path("mon-espace/mes-donnees/emporter/", my_data_views.take_away, name="take_away_my_data"),
    path("mon-espace/supprimer-mon-compte/", my_data_views.delete_account, name="delete_account"),
    path("compte/supprime/", my_data_views.account_gone, name="account_gone"),
    path("demo/courriers/", views.demo_letters, name="demo_letters"),
    path("demo/courriers/<str:name>/", views.demo_letter, name="demo_letter"),
]
