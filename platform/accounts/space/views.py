"""« Mon espace », and the gestures on what one keeps."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.members import member
from accounts.space import keeping
from accounts.space.overview import overview
from accounts.space.shelf import shelf
from cards.refs import Ref
from ui.reading import page_asked
from ui.returning import way_back


@login_required
@require_GET
def my_space(request: HttpRequest) -> HttpResponse:
    """All that is mine, and what awaits me first."""
    return render(request, "accounts/space.html", {"space": overview(member(request))})


@login_required
@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """All that I keep, by kind."""
    mine = shelf(member(request), kind=request.GET.get("sorte", ""), page=page_asked(request))
    return render(request, "accounts/space_kept.html", {"shelf": mine})


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a page, or let it go: the same gesture twice undoes itself."""
    person, ref = member(request), _ref(request)
    try:
        if request.POST.get("garder") == "non":
            keeping.let_go(person=person, ref=ref)
        else:
            keeping.keep(person=person, ref=ref)
    except keeping.NothingToKeepError:
        raise Http404 from None
    return redirect(way_back(request, "retour", reverse("kept")))


@login_required
@require_POST
def annotate(request: HttpRequest) -> HttpResponse:
    """Write the note of something I keep."""
    try:
        keeping.annotate(person=member(request), ref=_ref(request), note=request.POST.get("note", ""))
    except keeping.NothingToKeepError:
        raise Http404 from None
    return redirect(way_back(request, "retour", reverse("kept")))


def _ref(request: HttpRequest) -> Ref:
    try:
        return Ref.parse(request.POST.get("ref", ""))
    except ValueError:
        raise Http404 from None
