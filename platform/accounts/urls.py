"""The account's screens, at French addresses; those that are allauth's, under the names it expects."""

from allauth.account import views as allauth
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as doors
from django.urls import path, re_path

from accounts import views
from accounts.joining import views as joining
from accounts.joining import welcoming
from accounts.other_doors.views import SignOutView, come_back, leave
from ui.reading import read_only

urlpatterns = [
    path("", views.my_account, name="account"),
    path("connexion/", views.SignInView.as_view(), name="account_login"),
    path("connexion/code/", views.AskCodeView.as_view(), name="account_request_login_code"),
    path("connexion/code/entrer/", views.TypeCodeView.as_view(), name="account_confirm_login_code"),
    path("connexion/lien/<str:token>/", views.sign_in_by_link, name="sign_in_by_link"),
    path("connexion/par/<slug:provider_id>/", leave, name="openid_connect_login"),
    path("connexion/par/<slug:provider_id>/retour/", come_back, name="openid_connect_callback"),
    path("connexion/abandonnee/", read_only(doors.login_cancelled), name="socialaccount_login_cancelled"),
    path("deconnexion/", SignOutView.as_view(), name="account_logout"),
    path("desactive/", allauth.account_inactive, name="account_inactive"),
    path("inscription/", joining.sign_up, name="account_signup"),
    path("inscription/code/", joining.type_code, name="joining_code"),
    path("inscription/code/autre/", joining.another_code, name="joining_again"),
    path("inscription/confirmer/<str:token>/", joining.confirm_by_link, name="joining_link"),
    path("inscription/attente/", joining.waiting, name="joining_waiting"),
    path("inscriptions/", welcoming.applications, name="applications"),
    path("inscriptions/<str:key>/", welcoming.application, name="application"),
    path("invitations/", welcoming.invitations, name="invitations"),
    path("invitations/<int:pk>/retirer/", welcoming.revoke_invitation, name="invitation_revoke"),
    path("invitation/<str:token>/", joining.join_by_invitation, name="invitation"),
    path("bienvenue/", welcoming.welcome, name="welcome"),
    path("adresse/", allauth.email, name="account_email"),
    path("adresse/code/", allauth.email_verification_sent, name="account_email_verification_sent"),
    path("verification/", allauth.reauthenticate, name="account_reauthenticate"),
    path("mot-de-passe/", allauth.password_reset, name="account_reset_password"),
    path("mot-de-passe/envoye/", allauth.password_reset_done, name="account_reset_password_done"),
    path("mot-de-passe/change/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("mot-de-passe/modifier/", allauth.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", allauth.password_set, name="account_set_password"),
    re_path(
        r"^mot-de-passe/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("deux-etapes/", second_step.index, name="mfa_index"),
    path("deux-etapes/demandee/", views.second_step_asked, name="second_step_asked"),
    path("deux-etapes/code/", second_step.authenticate, name="mfa_authenticate"),
    path("deux-etapes/verification/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("deux-etapes/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("deux-etapes/arreter/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("deux-etapes/secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("deux-etapes/secours/nouveaux/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
