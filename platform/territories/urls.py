"""Addresses of places. Words come before slugs: no territory is called « contacts »."""

from django.urls import path

from territories import views
from territories.facilitating import views as facilitating

_place = "<slug:territory>/"
_basin = "<slug:territory>/<slug:basin>/"

urlpatterns = [
    path("", views.territories, name="territories"),
    path("a-qui-m-adresser/", views.whom_to_ask, name="whom_to_ask"),
    path("retenir/", facilitating.pin_page, name="pin"),
    path("contacts/<int:pk>/", facilitating.contact, name="contact"),
    path("etats-des-lieux/<int:pk>/", facilitating.state_of_play, name="state_of_play"),
    path("etats-des-lieux/<int:pk>/rapport/", views.report, name="report"),
    path("logos/<int:pk>/", views.logo, name="logo"),
    path(_place, views.place, name="territory"),
    path(f"{_place}contacts/", facilitating.contacts, name="territory_contacts"),
    path(f"{_place}nouvel-etat-des-lieux/", facilitating.new_state_of_play, name="territory_new_state"),
    path(f"{_place}etat-des-lieux/<str:dated>/", views.edition, name="territory_edition"),
    path(_basin, views.place, name="basin"),
    path(f"{_basin}contacts/", facilitating.contacts, name="basin_contacts"),
    path(f"{_basin}nouvel-etat-des-lieux/", facilitating.new_state_of_play, name="basin_new_state"),
    path(f"{_basin}etat-des-lieux/<str:dated>/", views.edition, name="basin_edition"),
]
