"""Pictures of the site, each for those who may read a page that shows it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from fichesactions.files import may_open
from fichesactions.models import SiteRendition

WEEK = 7 * 24 * 3600
"""Another picture has another address, but the page of this one may be closed tomorrow."""


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture at one of the sizes that pages show; the originals, larger and untouched, are never served."""
    rendition = get_object_or_404(SiteRendition.objects.select_related("image"), file=f"images/{path}")
    if not may_open(rendition.image, request.user):
        raise Http404
    response = serve(request, rendition.file.name, document_root=str(settings.MEDIA_ROOT))
    # A picture that strangers see may be kept by anyone on the way; one that somebody signed in sees, by them alone.
    patch_cache_control(response, max_age=WEEK, **{"public" if request.user.is_anonymous else "private": True})
    return response
