"""A member's page, the directory, and one's own profile."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST

from accounts.members import member
from accounts.models import Organisation, Profile, Shown, profile_of
from accounts.people import photos
from accounts.people.actions import ChangedMeanwhileError, keep_profile, show_photo
from accounts.people.forms import PhotoForm, ProfileForm, shown_to
from accounts.people.page import AUDIENCES, PersonPage
from accounts.people.versions import version_of
from cards.kinds import kinds
from search.listing import listing
from ui.reading import read_only, reading_and_writing

AT_HAND = ("basin", "theme", "language", "welcomes")
"""By what people narrow down the directory; the rest is folded."""
SHORTCUTS = {"membres": Shown.MEMBERS, "personne": Shown.NOBODY}
MOST_ASKED = 50
MINUTES = 600
"""Seconds: a photo may be closed tomorrow, so that nobody keeps it for long."""


@read_only
def directory(request: HttpRequest) -> HttpResponse:
    """People and organisations, as this reader may see them."""
    held = tuple(kind for kind in ("person", "organisation") if kind in kinds())
    asked = Organisation.objects.visible_to(request.user).filter(slug__in=request.GET.getlist("structure")[:MOST_ASKED])
    named = dict(asked.values_list("slug", "name")) if "structure" in request.GET else {}
    found = listing(request, kinds=held, at_hand=AT_HAND, words={"organisation": named})
    return render(request, "accounts/directory.html", {"listing": found, "section": "annuaire"})


@read_only
def person_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What one member says to this reader; their own page also as others see it."""
    profile = get_object_or_404(Profile.objects.visible_to(request.user), slug=slug)
    page = PersonPage(profile.pk, request)
    return render(request, "accounts/person.html", {"page": page, "seen": page.seen, "section": "annuaire"})


@read_only
def photo(request: HttpRequest, name: str, size: int) -> HttpResponse:
    """One size of a photo, for those to whom it is shown, and for whom it shows."""
    shown = Profile.objects.showing(request.user, "photo")
    if request.user.is_authenticated:
        shown |= Profile.objects.filter(pk=request.user.pk)
    get_object_or_404(shown, photo=name)
    file = photos.path_of(name, size if size in photos.SIZES else photos.SIZES[0])
    try:
        response = HttpResponse(file.read_bytes(), content_type="image/jpeg")
    except FileNotFoundError as gone:  # Changed a moment ago, or lost by a restore.
        raise Http404 from gone
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, max_age=MINUTES)
    return response


@login_required
@reading_and_writing
def edit_profile(request: HttpRequest) -> HttpResponse:
    """One's own profile, and who sees what of it."""
    profile = _own(request)
    if request.method != "POST":
        return _form(request, ProfileForm(instance=profile))
    shortcut = SHORTCUTS.get(request.POST.get("montrer", ""))
    data = request.POST if shortcut is None else shown_to(request.POST, shortcut)
    form = ProfileForm(data, instance=profile)
    if not form.is_valid():
        return _form(request, form)
    try:
        kept = keep_profile(form=form)
    except ChangedMeanwhileError as meanwhile:
        return _both(request, data, meanwhile)
    return redirect(f"{kept.get_absolute_url()}?{AUDIENCES.param}=membres&garde=1")


@login_required
@reading_and_writing
def edit_photo(request: HttpRequest) -> HttpResponse:
    """Choose a photo to show."""
    profile = _own(request)
    form = PhotoForm(request.POST or None, request.FILES or None) if request.method == "POST" else PhotoForm()
    if request.method == "POST" and form.is_valid():
        show_photo(profile=profile, photo=form.cleaned_data["photo"])
        return redirect("profile_photo")
    return render(request, "accounts/profile_photo.html", {"form": form, "profile": profile})


@login_required
@require_POST
def remove_photo(request: HttpRequest) -> HttpResponse:
    """Show no photo any longer."""
    show_photo(profile=_own(request), photo="")
    return redirect("profile_photo")


def _own(request: HttpRequest) -> Profile:
    person = member(request)
    profile = profile_of(person)
    profile.user = person
    return profile


def _form(request: HttpRequest, form: ProfileForm) -> HttpResponse:
    return render(request, "accounts/profile_edit.html", {"form": form, "profile": form.instance})


def _both(request: HttpRequest, data: object, meanwhile: ChangedMeanwhileError) -> HttpResponse:
    """The form as they filled it in, and beside each field what was saved meanwhile: saved again, theirs stays."""
    seen = data.copy()  # type: ignore[attr-defined]
    seen["version"] = version_of(meanwhile.saved)
    form = ProfileForm(seen, instance=meanwhile.saved, meanwhile=meanwhile.differences)
    return render(request, "accounts/profile_edit.html", {"form": form, "profile": meanwhile.saved}, status=409)
