"""Small files browsers ask for, and the gallery of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from ui.gallery import samples
from ui.reading import read_only


@read_only
@cache_control(public=True, max_age=86400)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to keep the site among its applications."""
    return render(request, "ui/manifest.webmanifest", content_type="application/manifest+json")


@read_only
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may visit: nothing of a demonstration, whose people are fictional."""
    return render(request, "ui/robots.txt", content_type="text/plain; charset=utf-8")


@read_only
@cache_control(public=True, max_age=86400)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser search the site from its own bar."""
    return render(request, "ui/opensearch.xml", content_type="application/opensearchdescription+xml")


@read_only
def components(request: HttpRequest) -> HttpResponse:
    """The gallery: every component in every state, for those who build pages."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui/components.html", samples())
