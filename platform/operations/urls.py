"""Addresses of those who run the site, and of the demonstration."""

from django.urls import path

from operations import views

urlpatterns = [
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("demo/courriers/", views.demo_letters, name="demo_letters"),
    path("demo/courriers/<str:name>/", views.demo_letter, name="demo_letter"),
]
