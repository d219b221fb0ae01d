"""Joining: sign up, confirm by a code or a link, be invited, be welcomed."""

from typing import Any

from allauth.account.utils import perform_login
from allauth.core.ratelimit import consume
from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.forms import MyDevice
from accounts.joining import actions, keys
from accounts.joining.errors import (
    AlreadyMemberError,
    CodeSpentError,
    InvitationSpentError,
    TooManyLettersError,
    WrongCodeError,
)
from accounts.joining.forms import ConfirmForm, NewMemberForm, SignUpForm
from accounts.models import Application, Invitation
from accounts.other_doors import newcomers
from accounts.views import stay
from ui.reading import read_only, reading_and_writing

JOINING = "joining"
"""Where the session of who signs up keeps the key of their application."""
too_many = "429.html"


@never_cache
@reading_and_writing
@sensitive_post_parameters("password")
@rate_limit(action="signup")
def sign_up(request: HttpRequest) -> HttpResponse:
    """Ask to join; the answer is the same whether or not an account has the address."""
    if request.user.is_authenticated:
        return redirect("/")
    form = SignUpForm(request.POST or None, initial=_already_said(request))
    if request.method == "POST" and form.is_valid():
        if not consume(request, action="join", key=form.cleaned_data["email"]):
            return render(request, too_many, {"wait": "une heure"}, status=429)
        return _apply(request, form.cleaned_data)
    return render(request, "account/signup.html", {"form": form, "said": newcomers.what_was_said(request)})


@never_cache
@reading_and_writing
@rate_limit(action="try_code")
def type_code(request: HttpRequest) -> HttpResponse:
    """Confirm the address, in the browser that asked, by the code of the letter."""
    application = _applying(request)
    if application is None:
        return redirect("account_login")
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirmed = actions.confirm_by_code(application=application, typed=form.cleaned_data["code"])
            return _enter(request, confirmed, remember=form.cleaned_data["remember"])
        except (WrongCodeError, CodeSpentError, AlreadyMemberError) as error:
            form.add_error("code", _why_not(error))
    return _code_page(request, application, form)


@never_cache
@require_POST
def another_code(request: HttpRequest) -> HttpResponse:
    """Send another code."""
    application = _applying(request)
    if application is None:
        return redirect("account_login")
    if not consume(request, action="join", key=application.email):
        return _code_page(request, application, ConfirmForm(), no_more=True)
    try:
        actions.send_again(application=application)
    except TooManyLettersError:
        return _code_page(request, application, ConfirmForm(), no_more=True)
    return _code_page(request, application, ConfirmForm(), again=True)


@never_cache
@reading_and_writing
@rate_limit(action="try_code")
def confirm_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address on any device. Opening the link changes nothing: mail scanners open them all."""
    application = Application.objects.filter(key=keys.key_of_link(token) or "").first()
    if application is None or application.state != Application.State.UNCONFIRMED:
        return render(request, "accounts/joining/spent.html", {"application": application}, status=410)
    form = MyDevice(request.POST if request.method == "POST" else None)
    here = request.session.get(JOINING) == application.key
    if request.method != "POST" or not form.is_valid():
        context = {"application": application, "form": form, "asked_here": here}
        return render(request, "accounts/joining/link.html", context)
    try:
        confirmed = actions.confirm(application=application, asked_here=here)
    except AlreadyMemberError:
        return render(request, "accounts/joining/spent.html", {"application": application}, status=410)
    return _enter(request, confirmed, remember=form.cleaned_data["remember"])


@never_cache
@reading_and_writing
@sensitive_post_parameters("password")
@rate_limit(action="signup")
def join_by_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Become a member on somebody's word. Opening the link changes nothing."""
    invitation = Invitation.objects.open().select_related("invited_by").filter(token_hash=keys.hash_of(token)).first()
    if invitation is None:
        return render(request, "accounts/joining/invitation_spent.html", status=410)
    form = NewMemberForm(request.POST or None)
    form.address = invitation.email
    if request.method == "POST" and not request.user.is_authenticated and form.is_valid():
        try:
            return _enter(request, actions.join_by_invitation(token=token, **form.cleaned_data), remember=False)
        except (InvitationSpentError, AlreadyMemberError):
            return render(request, "accounts/joining/invitation_spent.html", status=410)
    return render(request, "accounts/joining/invitation.html", {"invitation": invitation, "form": form})


@read_only
def waiting(request: HttpRequest) -> HttpResponse:
    """Where one is told that somebody has yet to agree."""
    return render(request, "accounts/joining/waiting.html")


def _apply(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    """By the door that confirmed this address, else by a code."""
    said = newcomers.what_was_said(request)
    newcomers.forget(request)
    if said and said["confirmed"] and said["email"].lower() == typed["email"]:
        try:
            return _enter(request, newcomers.join_by_door(said=said, **typed), remember=False)
        except AlreadyMemberError:
            pass  # Told by the letter, as to anyone.
    request.session[JOINING] = actions.apply(**typed).key
    return redirect("joining_code")


def _applying(request: HttpRequest) -> Application | None:
    key = request.session.get(JOINING, "")
    return Application.objects.filter(key=key).select_related("basin").first() if key else None


def _already_said(request: HttpRequest) -> dict[str, str]:
    """What another door said of somebody, or what they typed before correcting their address."""
    application = _applying(request)
    if application is None or application.state != Application.State.UNCONFIRMED:
        said = newcomers.what_was_said(request)
        return {name: said[name] for name in ("email", "first_name", "last_name")} if said else {}
    typed = {name: getattr(application, name) for name in ("email", "first_name", "last_name", "trade", "organisation")}
    return typed | {"basin": application.basin.slug if application.basin else ""}


def _code_page(request: HttpRequest, application: Application, form: ConfirmForm, **told: bool) -> HttpResponse:
    return render(request, "accounts/joining/code.html", {"application": application, "form": form} | told)


def _why_not(error: Exception) -> str:
    if isinstance(error, WrongCodeError) and error.left:
        tries = "un essai" if error.left == 1 else f"{error.left} essais"
        return f"Ce code n’est pas le bon. Vérifiez le dernier message reçu ; il reste {tries}."
    if isinstance(error, AlreadyMemberError):
        return "Un compte existe déjà à cette adresse. Connectez-vous."
    return "Ce code ne vaut plus. Demandez-en un autre."


def _enter(request: HttpRequest, application: Application, *, remember: bool) -> HttpResponse:
    """Sign in who may, and tell the others that somebody has yet to agree."""
    request.session.pop(JOINING, None)
    if application.user is None or not application.user.is_active:
        return redirect("joining_waiting")
    stay(request, remember)
    entered: HttpResponse = perform_login(
        request, application.user, email_verification="none", redirect_url=reverse("welcome")
    )
    return entered
