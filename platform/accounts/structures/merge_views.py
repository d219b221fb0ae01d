"""Saying that two structures are one, or two; and undoing it."""

from contextlib import suppress

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.members import member
from accounts.models import Merger, Organisation
from accounts.portrait import Portrait
from accounts.structures import merging, rights
from accounts.structures.lookalikes import pairs
from accounts.structures.views import visible
from notifications.telling import tell
from territories.models import deciders, facilitates_somewhere
from ui.reading import read_only, reading_and_writing

LOOK_ALIKE = "structure.looks_like_another"


@login_required
@reading_and_writing
def compare(request: HttpRequest, slug: str, other: str) -> HttpResponse:
    """Two structures side by side, for somebody to say what they are."""
    one, two = visible(request, slug), visible(request, other)
    if one == two or not any(rights.may_edit(request.user, each) for each in (one, two)):
        raise Http404
    merges = rights.may_merge(request.user, one, two)
    said = _said(request, one, two, merges=merges) if request.method == "POST" else None
    both = [Portrait(each, request.user) for each in (one, two)]
    context = {"one": one, "two": two, "both": both, "merges": merges, "told": request.GET.get("dit") == "1"}
    return said or render(request, "accounts/organisation_compare.html", context | {"section": "annuaire"})


@login_required
@reading_and_writing
def undo(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Part two structures that somebody made one."""
    kept = visible(request, slug)
    merger = get_object_or_404(Merger.objects.select_related("merged", "kept"), pk=key, kept=kept)
    if not rights.decides(request.user, kept):
        raise Http404
    if request.method == "POST":
        with suppress(merging.CannotPartError):  # The page says why; perhaps somebody parted them a moment ago.
            merging.part(merger=merger)
            return redirect("organisation", merger.merged.slug)
        merger.refresh_from_db()
    context = {"organisation": kept, "merger": merger, "can": merging.can_part(merger), "section": "annuaire"}
    return render(request, "accounts/organisation_undo.html", context)


@login_required
@read_only
def list_of_pairs(request: HttpRequest) -> HttpResponse:
    """Every two that look alike, for whoever decides: all for who runs the site, their basins' for who animates."""
    if not facilitates_somewhere(request.user):
        raise Http404
    found = pairs(rights.decided_by(request.user))
    return render(request, "accounts/organisation_pairs.html", {"pairs": found, "section": "annuaire"})


def _said(request: HttpRequest, one: Organisation, two: Organisation, *, merges: bool) -> HttpResponse | None:
    said = request.POST.get("dire", "")
    if said == "signaler":
        with transaction.atomic():
            tell(deciders(one.basin), LOOK_ALIKE, one.ref, occurrence=str(two.pk))
        return redirect(f"{request.path}?dit=1")
    if not merges:
        raise Http404
    if said == "deux":
        merging.tell_apart(one=one, other=two, by=member(request))
        return redirect(one)
    kept = {one.slug: one, two.slug: two}.get(request.POST.get("garder", ""))
    return _merged(request, kept, two if kept == one else one) if kept else None


def _merged(request: HttpRequest, kept: Organisation, gone: Organisation) -> HttpResponse:
    try:
        merging.merge(merged=gone, kept=kept, by=member(request))
    except merging.AlreadyMergedError:
        return redirect("organisation", gone.slug)
    return redirect("organisation", kept.slug)
