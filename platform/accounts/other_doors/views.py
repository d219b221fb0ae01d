"""Leaving for another door and coming back; signing out of both.

One leaves by a page of ours that leads on by itself, never by a redirection after a form: browsers hold those to the
policy of content (`form-action`) through every host that a provider sends its visitors to.
"""

import secrets
from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LogoutView
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from requests import RequestException

from accounts.other_doors.openid import Exchange
from ui.letters import whole_address
from ui.reading import read_only, reading_and_writing

_WAY_OUT = "other_doors.way_out"


def other_doors() -> list[tuple[str, str]]:
    """Name and address of each door that is set up, for the sign-in page."""
    apps: list[dict[str, Any]] = settings.OIDC_APPS
    return [(app["name"], reverse("openid_connect_login", args=[app["provider_id"]])) for app in apps]


@never_cache
@reading_and_writing
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Say where one is going, then go there."""
    response, exchange = _passed(OAuth2LoginView, request, provider_id)
    if response.status_code != 302:
        return response
    return _onward(request, response.headers["Location"], exchange.get_provider().name, leaving=False)


@never_cache
@read_only
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends back who it knows, or who gave up."""
    response, exchange = _passed(OAuth2CallbackView, request, provider_id)
    if exchange.id_token and response.status_code == 302:
        address = exchange.openid_config.get("end_session_endpoint")
        if isinstance(address, str):
            name = exchange.get_provider().name
            request.session[_WAY_OUT] = {"address": address, "id_token": exchange.id_token, "name": name}
    return response


class SignOutView(LogoutView):
    """Sign out here, and of the door by which one came where it can be told so."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        way = self.request.session.get(_WAY_OUT)
        response: HttpResponse = super().post(*args, **kwargs)
        self.request.session.pop(_WAY_OUT, None)
        if not way:
            return response
        asked = {
            "id_token_hint": way["id_token"], "state": secrets.token_urlsafe(16),
            "post_logout_redirect_uri": whole_address("account_logout"),
        }  # fmt: skip
        mark = "&" if "?" in way["address"] else "?"
        return _onward(self.request, f"{way['address']}{mark}{urlencode(asked)}", way["name"], leaving=True)


def _passed(view: type[OAuth2View], request: HttpRequest, provider_id: str) -> tuple[HttpResponse, Exchange]:
    exchange = Exchange(request, provider_id)
    try:
        exchange.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    try:
        return view.adapter_view(exchange)(request), exchange
    except (RequestException, OAuth2Error) as error:
        said = render_authentication_error(request, exchange.get_provider(), exception=error)
        return said, exchange


def _onward(request: HttpRequest, address: str, name: str, *, leaving: bool) -> HttpResponse:
    return render(request, "socialaccount/onward.html", {"address": address, "name": name, "leaving": leaving})
