"""An organisation's page, and what members do there: claim, complete, enter, open to everyone."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.members import member
from accounts.models import Claim, Organisation
from accounts.portrait import Portrait
from accounts.structures import claiming, rights
from accounts.structures.completing import NewerTextError, complete
from accounts.structures.entering import enter
from accounts.structures.forms import NewStructure, OwnWords, Word
from accounts.structures.lookalikes import like
from ui.reading import read_only, reading_and_writing


@read_only
def organisation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of one structure; other rooms add what it does. A merged one sends on for ever."""
    found = Organisation.objects.visible_to(request.user).with_place().prefetch_related("sectors", "merged")
    organisation = found.filter(slug=slug).first()
    if organisation is None:
        return redirect(_kept(request, slug), permanent=True)
    portrait = Portrait(organisation, request.user)
    facets = {"organisation": (organisation.slug,), "name": (organisation.name,)}
    context = {"organisation": organisation, "portrait": portrait, "facets": facets, "section": "annuaire"}
    return render(request, "accounts/organisation.html", context | _gestures(request, organisation))


@login_required
@reading_and_writing
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """« C’est ma structure »."""
    organisation = visible(request, slug)
    form = Word(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        claiming.claim(organisation=organisation, by=member(request), word=form.cleaned_data["word"])
        return redirect("organisation_claim", slug)
    mine = Claim.objects.of(request.user).filter(organisation=organisation).first()
    context = {"organisation": organisation, "form": form, "claim": mine, "section": "annuaire"}
    return render(request, "accounts/organisation_claim.html", context)


@login_required
@require_POST
def step_down(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep it no more, or take one's request back."""
    claiming.step_down(organisation=visible(request, slug), by=member(request))
    return redirect("organisation_claim", slug)


@login_required
@reading_and_writing
def answer(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Answer somebody who says that it is their structure."""
    organisation = visible(request, slug)
    asked = get_object_or_404(Claim.objects.select_related("user"), pk=key, organisation=organisation)
    if not rights.decides(request.user, organisation) or asked.user_id == request.user.pk:
        raise Http404
    form = Word(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, asked, form)
    context = {"organisation": organisation, "claim": asked, "form": form, "section": "annuaire"}
    return render(request, "accounts/organisation_answer.html", context)


@login_required
@reading_and_writing
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What its people say of it; a form begun on an older text gets both."""
    organisation = visible(request, slug)
    if not rights.may_edit(request.user, organisation):
        raise Http404
    form = OwnWords(request.POST if request.method == "POST" else None, instance=organisation)
    newer = _completed(request, organisation, form) if request.method == "POST" and form.is_valid() else None
    if form.is_bound and form.is_valid() and newer is None:
        return redirect(organisation)
    both = {"newer": newer, "beside": form.beside(newer) if newer else ()}
    context = {"organisation": organisation, "form": form, "section": "annuaire", **both}
    return render(request, "accounts/organisation_edit.html", context, status=409 if newer else 200)


@login_required
@reading_and_writing
def add(request: HttpRequest) -> HttpResponse:
    """Enter a structure that is missing; those that look like it are shown first."""
    form = NewStructure(request.POST if request.method == "POST" else None)
    alike: list[Any] = []
    if request.method == "POST" and form.is_valid():
        alike = [] if form.cleaned_data["sure"] else like(form.instance, Organisation.objects.visible_to(request.user))
        if not alike:
            made = enter(organisation=form.instance, key=form.cleaned_data["key"], by=member(request))
            return redirect(made)
    context = {"form": form, "alike": alike, "section": "annuaire"}
    return render(request, "accounts/organisation_add.html", context)


@login_required
@require_POST
def open_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a structure that a member entered to everyone, or to members alone again."""
    organisation = visible(request, slug)
    if organisation.source or not rights.may_edit(request.user, organisation):
        raise Http404
    claiming.open_to_everyone(organisation=organisation, opened=request.POST.get("ouvrir") == "1")
    return redirect(organisation)


def visible(request: HttpRequest, slug: str) -> Organisation:
    """The structure of this address, or 404 alike for what is missing and what is not for them."""
    return get_object_or_404(Organisation.objects.visible_to(request.user).with_place(), slug=slug)


def _kept(request: HttpRequest, slug: str) -> Organisation:
    merged = get_object_or_404(Organisation, slug=slug, merged_into__isnull=False)
    return get_object_or_404(Organisation.objects.visible_to(request.user), pk=merged.merged_into_id)


def _gestures(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """What this reader may do here: nothing is asked of the database for strangers."""
    if not request.user.is_authenticated:
        return {}
    decides = rights.decides(request.user, organisation)
    mine = Claim.objects.of(request.user).filter(organisation=organisation).first()
    edits = decides or rights.may_edit(request.user, organisation)
    waiting = Claim.objects.waiting().filter(organisation=organisation).exclude(user=request.user.pk)
    return {
        "claim": mine,
        "edits": edits,
        "waiting": waiting.select_related("user") if decides else (),
        "alike": like(organisation, Organisation.objects.visible_to(request.user)) if edits else (),
        "mergers": organisation.mergers.filter(undone_at=None).select_related("merged", "kept") if decides else (),
    }


def _answered(request: HttpRequest, asked: Claim, form: Word) -> HttpResponse:
    accepts = request.POST.get("reponse") == "oui"
    try:
        if accepts:
            claiming.accept(claim=asked, by=member(request))
        else:
            claiming.refuse(claim=asked, by=member(request), word=form.cleaned_data["word"])
    except claiming.AlreadyDecidedError:
        return redirect("organisation_answer", asked.organisation.slug, asked.pk)
    return redirect(asked.organisation)


def _completed(request: HttpRequest, organisation: Organisation, form: OwnWords) -> Organisation | None:
    """None once it is saved; else what somebody saved meanwhile, to be shown beside what was typed."""
    texts, version = form.cleaned_data, form.cleaned_data["version"]
    try:
        complete(organisation=organisation, by=member(request), texts=texts, sectors=texts["sectors"], version=version)
    except NewerTextError:
        newer = Organisation.objects.select_related("own_saved_by").get(pk=organisation.pk)
        typed = request.POST.copy()
        typed["version"] = str(newer.own_version)
        form.data = typed
        return newer
    return None
