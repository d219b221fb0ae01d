"""Allauth's screens that exist here, at French addresses, under the names it expects."""

from allauth.account import views as allauth
from django.urls import path, re_path

from accounts.views import SignInView

urlpatterns = [
    path("connexion/", SignInView.as_view(), name="account_login"),
    path("deconnexion/", allauth.logout, name="account_logout"),
    path("desactive/", allauth.account_inactive, name="account_inactive"),
    path("inscription/", allauth.signup, name="account_signup"),
    path("mot-de-passe/", allauth.password_reset, name="account_reset_password"),
    path("mot-de-passe/envoye/", allauth.password_reset_done, name="account_reset_password_done"),
    path("mot-de-passe/change/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^mot-de-passe/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
