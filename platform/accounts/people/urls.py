"""The directory, members' pages and photos; one's own profile has its addresses among those of the account."""

from django.urls import path

from accounts.people import views

urlpatterns = [
    path("", views.directory, name="directory"),
    path("photos/<slug:name>/<int:size>/", views.photo, name="person_photo"),
    path("<slug:slug>/", views.person_page, name="person"),
]
own_urlpatterns = [
    path("", views.edit_profile, name="profile"),
    path("photo/", views.edit_photo, name="profile_photo"),
    path("photo/retirer/", views.remove_photo, name="profile_photo_remove"),
]
