"""Signing in, where Wagtail's admin and the public site share one door."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts.forms import MyDevice
from accounts.joining.admission import may_invite
from accounts.members import member
from accounts.other_doors.views import other_doors
from accounts.second_step import has_second_step, is_required_of
from accounts.sign_in_link import user_of
from territories.models import facilitates_somewhere
from ui.reading import read_only, reading_and_writing


class SignInView(LoginView):
    """Allauth's sign-in, which tells a member without the right that the administration stays closed."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        towards_admin = request.GET.get(REDIRECT_FIELD_NAME, "").startswith(reverse("wagtailadmin_home"))
        if towards_admin and request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            # Sending them back where they were refused would never end.
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        """Nobody is kept at a code they cannot type: the password is another way in, and another address too."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"other_doors": other_doors()}


class AskCodeView(RequestLoginCodeView):
    """Ask for a code by e-mail."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        """One may correct one's address."""


class TypeCodeView(ConfirmLoginCodeView):
    """Type it, and say whether this device is one's own."""

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        stay(self.request, form.cleaned_data["remember"])
        return super()._verify_form_valid(form)


def stay(request: HttpRequest, on_this_device: bool) -> None:
    """Let the session last on a device of one's own, and end with the browser on any other."""
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if on_this_device else 0)


@never_cache
@reading_and_writing
@rate_limit(action="try_code")
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by the link of a letter, on any device. Opening it changes nothing: mail scanners open them all."""
    user = user_of(token)
    form = MyDevice(request.POST if request.method == "POST" else None)
    if user is None:
        return render(request, "account/link_spent.html", status=410)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/sign_in_by_link.html", {"member": user, "form": form})
    stay(request, form.cleaned_data["remember"])
    record_authentication(request, user, method="code", email=user.email)
    entered: HttpResponse = perform_login(request, user, email_verification="none")
    return entered


DONE = {
    "mot-de-passe": "Votre mot de passe est enregistré. Les autres appareils devront entrer à nouveau.",
    "adresse": "Votre nouvelle adresse est en place. L’ancienne en a reçu un message.",
}


@never_cache
@login_required
def my_account(request: HttpRequest) -> HttpResponse:
    """How one signs in, and what one may do for newcomers."""
    person = member(request)
    context = {
        "done": DONE.get(request.GET.get("fait", "")),
        "second_step": has_second_step(person),
        "second_step_required": is_required_of(person),
        "may_invite": may_invite(person),
        "may_decide": facilitates_somewhere(person),
    }
    return render(request, "accounts/my_account.html", context)


@login_required
def second_step_asked(request: HttpRequest) -> HttpResponse:
    """Where the staff learns that the administration asks for a second step, and how to set it up."""
    return render(request, "mfa/asked.html")


@read_only
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in address leads to ours and keeps where one was going."""
    towards = request.GET.get(REDIRECT_FIELD_NAME) or reverse("wagtailadmin_home")
    return redirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: towards})}")
