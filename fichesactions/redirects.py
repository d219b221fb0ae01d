"""Old addresses of pages, followed only by those who may read the page now."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from fichesactions.models.visibility import visible_q

GetResponse = Callable[[HttpRequest], HttpResponse]


def follow_moved_pages(get_response: GetResponse) -> GetResponse:
    """Middleware in place of Wagtail's, whose redirect tells a stranger that a page moved, and where."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404:
            return response
        moved = _redirect_for(request)
        if moved is None or not moved.link or not _may_follow(request, moved):
            return response
        answer = HttpResponsePermanentRedirect if moved.is_permanent else HttpResponseRedirect
        return answer(moved.link)

    return middleware


def _redirect_for(request: HttpRequest) -> Redirect | None:
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    bare = urlsplit(path).path
    return get_redirect(request, path) or (get_redirect(request, bare) if bare != path else None)


def _may_follow(request: HttpRequest, moved: Redirect) -> bool:
    if moved.redirect_page_id is None:
        return True
    return Page.objects.filter(visible_q(request.user), pk=moved.redirect_page_id).exists()
