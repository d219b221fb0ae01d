"""« Mon bassin »: kept in the account of who has one, on the device of a stranger who asks for it.

The cookie of a stranger is sent to this one address (its path), so that no other page can differ by it and all the
others stay the same for every stranger; this one is never kept by `operations.guest_pages`. No script is needed.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from accounts.members import member
from accounts.models.profiles import profile_of
from outbox.transactions import one_change
from territories.asking import whom_in
from territories.models import Basin
from territories.places import Place, understand
from ui.reading import reading_and_writing
from ui.strangers import for_strangers

COOKIE = "bassin"
LASTS = timedelta(days=365)
LONGEST = 100


@for_strangers
@never_cache
@reading_and_writing
def my_basin(request: HttpRequest) -> HttpResponse:
    """Where it is shown, chosen, changed and forgotten. A member's form carries its token, a stranger's decides nothing
    but what their own device keeps."""
    return _of_a_member(request) if request.user.is_authenticated else _of_a_stranger(request)


@csrf_protect
def _of_a_member(request: HttpRequest) -> HttpResponse:
    profile = profile_of(member(request))
    if request.method == "POST" and (answer := _chosen(request)):
        with one_change():
            profile.basin = answer[0]
            profile.save(update_fields=["basin"])
        return redirect("my_basin")
    return _shown(request, profile.basin, {"kept": "dans votre compte"})


def _of_a_stranger(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and (answer := _chosen(request)):
        response, where = redirect("my_basin"), reverse("my_basin")
        if answer[0] is None:
            response.delete_cookie(COOKIE, path=where, samesite="Lax")
            return response
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, answer[0].slug, LASTS, path=where, secure=secure, httponly=True, samesite="Lax")
        return response
    slug = request.COOKIES.get(COOKIE, "")[:LONGEST].replace("\x00", "")
    return _shown(request, Basin.objects.filter(slug=slug).first() if slug else None, {"kept": "sur cet appareil"})


def _chosen(request: HttpRequest) -> tuple[Basin | None] | None:
    """The basin chosen, by itself or by a municipality; none to forget it. Nothing when not understood."""
    if "oublier" in request.POST:
        return (None,)
    slug = request.POST.get("bassin", "")[:LONGEST].replace("\x00", "")
    if slug:
        return (get_object_or_404(Basin, slug=slug),)
    spot = understand(request.POST.get("lieu", "").replace("\x00", "").strip()[:LONGEST])
    return (Basin.objects.get(slug=spot.basin),) if isinstance(spot, Place) and spot.basin else None


def _shown(request: HttpRequest, basin: Basin | None, context: dict[str, Any]) -> HttpResponse:
    basin = None if request.method == "POST" else basin  # Something was asked for and not understood.
    context |= {"basin": basin, "text": request.POST.get("lieu", "")[:LONGEST], "section": "territoires"}
    if basin:
        context |= {"whom": whom_in(basin, request.user), "country": basin.territory.country}
    else:
        context["basins"] = Basin.objects.select_related("territory").defer("outline")
    return render(request, "accounts/my_basin.html", context)
