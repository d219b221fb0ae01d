"""The pages of the tree and the pictures they show, each for those who may read it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.static import serve

from fichesactions.files import may_open
from fichesactions.models import SiteRendition
from fichesactions.way import Way, page_at
from ui.reading import read_only

WEEK = 7 * 24 * 3600
"""Another picture has another address, but the page of this one may be closed tomorrow."""


@read_only
def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """A page of Wagtail's tree. A closed one is missing, where Wagtail would lead to the sign-in page, which tells that
    something is there."""
    found = page_at(path)
    way = Way(found) if found else None
    if found is None or way is None or not way.is_open_to(request):
        raise Http404
    response: TemplateResponse = found.serve(request)
    response.context_data = {**(response.context_data or {}), "way": way}
    if way.restrictions:
        add_never_cache_headers(response)
    return response


@read_only
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture at one of the sizes that pages show; the originals, larger and untouched, are never served."""
    rendition = get_object_or_404(SiteRendition.objects.select_related("image"), file=f"images/{path}")
    if not may_open(rendition.image, request.user):
        raise Http404
    response = serve(request, rendition.file.name, document_root=str(settings.MEDIA_ROOT))
    # A picture that strangers see may be kept by anyone on the way; one that somebody signed in sees, by them alone.
    patch_cache_control(response, max_age=WEEK, **{"public" if request.user.is_anonymous else "private": True})
    return response
