"""Addresses of the frame itself."""

from django.urls import path

from ui import views

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("composants/", views.components, name="components"),
]
