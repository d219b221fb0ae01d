"""Keeping a search, and the page of those one keeps. Another's and one that is gone answer alike: 404."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from search.answer import Listing
from search.by_address import NoSuchListError, in_words, list_named
from search.models import SavedSearch
from search.saved import actions
from search.saved.forms import SavedSearchForm
from search.saved.shelf import form_of, just_removed, shelf
from ui.reading import reading_and_writing

REFUSED = {
    actions.TooManySavedError: f"Vous gardez déjà {actions.MOST} recherches\u00a0: retirez-en une d’abord.",
    actions.TooLongToSaveError: "Cette recherche a trop de filtres pour être gardée\u00a0: retirez-en quelques-uns.",
}


@login_required
@require_GET
def saved_searches(request: HttpRequest) -> HttpResponse:
    """All the searches I keep."""
    return _shelf(request)


@login_required
@reading_and_writing
def save_search(request: HttpRequest) -> HttpResponse:
    """Keep the list that this address is about; asking changes nothing, answering does."""
    listing = _list(request)
    form = SavedSearchForm(request.POST or None, initial=_first_words(request, listing))
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save(person_id=_me(request), listing=listing, **form.cleaned_data)
            return _back(saved)
        except tuple(REFUSED) as refused:
            form.add_error(None, REFUSED[type(refused)])
    return render(request, "search/saved/save.html", {"form": form, "listing": listing, "asks": in_words(listing)})


@login_required
@require_POST
def change_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename one, be told of it or not."""
    saved = get_object_or_404(SavedSearch.objects.of(_me(request)), pk=pk)
    form = form_of(saved, request.POST)
    if not form.is_valid():
        return _shelf(request, wrong=form)
    actions.change(saved=saved, **form.cleaned_data)
    return _back(saved)


@login_required
@require_POST
def remove_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one no more; or keep it again, for who just changed their mind."""
    saved = get_object_or_404(SavedSearch, pk=pk, person=_me(request))
    if "garder" not in request.POST:
        actions.remove(saved=saved)
        return redirect("saved_searches")
    try:
        actions.bring_back(saved=saved)
    except actions.TooManySavedError as refused:
        return _shelf(request, refused=REFUSED[type(refused)])
    return _back(saved)


def _shelf(request: HttpRequest, *, wrong: SavedSearchForm | None = None, refused: str = "") -> HttpResponse:
    me = _me(request)
    context = {"lines": shelf(me, wrong), "undo": just_removed(me), "refused": refused}
    return render(request, "search/saved/shelf.html", context, status=422 if wrong or refused else 200)


def _back(saved: SavedSearch) -> HttpResponse:
    return redirect(f"{reverse('saved_searches')}#recherche-{saved.pk}")


def _first_words(request: HttpRequest, listing: Listing) -> dict[str, object]:
    return {"name": in_words(listing)[: SavedSearch.LONGEST_NAME], "alert": "prevenir" in request.GET}


def _list(request: HttpRequest) -> Listing:
    try:
        return list_named(request.GET)
    except NoSuchListError:
        raise Http404 from None


def _me(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
