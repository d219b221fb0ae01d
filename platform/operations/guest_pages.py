"""Pages kept for strangers, who all read the same: made once for each generation of the content, by one reader.

In this process's memory, so without any network and without anything left from the release before. No page is deleted
because something changed: it carries the generation that was read before it was made, and is served for no other.
"""

from collections.abc import Callable
from hashlib import blake2b

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from cards.momentary import is_only_for_now
from cards.readings import readings
from operations.kept_pages import Address, KeptPage, KeptPages, Moment
from operations.limits import is_past_limit
from outbox.generation import generation

LARGEST = 512 * 1024
"""Bytes of a page that is kept."""
PATIENCE = 3.0
"""Seconds a reader waits for another who is making the same page, before making it too."""


class GuestPages:
    """Middleware: a stranger is given the page that another was given, unless anything at all has changed since.

    What lies within is kept, the headers of other middlewares included; what lies around is done for each answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.GUEST_PAGES_MB:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.pages = KeptPages(settings.GUEST_PAGES_MB * 2**20)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_a_strangers(request):
            return self.get_response(request)
        address, moment = _address(request), Moment(generation(), timezone.localdate())
        page = self.pages.get(address, moment)
        if page is not None:
            return self._again(request, page)
        if request.method == "HEAD":  # Answered without its body, by views that may not even make one.
            return self.get_response(request)
        with self.pages.only_one(address, moment, PATIENCE) as first:
            page = None if first else self.pages.get(address, moment)
            return self._made(request, address, moment) if page is None else self._again(request, page)

    def _made(self, request: HttpRequest, address: Address, moment: Moment) -> HttpResponse:
        response = self.get_response(request)
        if is_only_for_now(request):
            response.headers["Cache-Control"] = "no-store"
        if not _is_for_all(response):
            return response
        page = _kept(request, response, moment)
        self.pages.put(address, page)
        return _answer(request, page)

    def _again(self, request: HttpRequest, page: KeptPage) -> HttpResponse:
        """A kept page counts as any other; past the limit the request goes on to where every refusal is made."""
        if is_past_limit(request, page.view_name):
            return self.get_response(request)
        for reading in page.readings:
            reading(request)
        return _answer(request, page)


def private_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what is made for somebody signed in stays in their own browser, which asks each time for it anew."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def no_token_unasked(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, just within Django's of CSRF: that one mends a malformed token with a cookie on whatever page is
    read. The mended one is kept for this request, and given only by a page with a form that asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        return get_response(request)

    return middleware


def _is_a_strangers(request: HttpRequest) -> bool:
    """Whether this reads a page as anybody would who never signed in."""
    return (
        request.method in ("GET", "HEAD")
        and "HTTP_AUTHORIZATION" not in request.META
        and not ("HTTP_COOKIE" in request.META and {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys())
        and not request.path_info.startswith(settings.NOT_GUEST_PAGES)
    )


def _address(request: HttpRequest) -> Address:
    """The host as it was asked: one that is not ours is answered 400 within, which is never kept."""
    meta = request.META
    return (request.scheme or "", meta.get("HTTP_HOST", ""), request.path, meta.get("QUERY_STRING", ""))


def _is_for_all(response: HttpResponse) -> bool:
    """Whether this answer may be given to every stranger who asks the same address."""
    control = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "private" not in control
        and "no-store" not in control
        # Strangers send the same cookies, which is none; whatever else a page depends on is not in its address.
        and response.headers.get("Vary", "Cookie").lower() == "cookie"
        and len(response.content) <= LARGEST
    )


def _kept(request: HttpRequest, response: HttpResponse, moment: Moment) -> KeptPage:
    """Browsers may keep it too, and ask each time whether it still holds."""
    headers = dict(response.headers)
    headers.setdefault("ETag", f'"{blake2b(response.content, digest_size=16).hexdigest()}"')
    headers.setdefault("Cache-Control", "no-cache")
    match = request.resolver_match
    return KeptPage(moment, match.view_name if match else "", headers, response.content, readings(request))


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponse:
    response = HttpResponse(page.body, headers=page.headers)
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return response
    return get_conditional_response(request, etag=page.headers["ETag"], response=response) or response
