"""What I was told, how often I want letters, and stopping them from a letter itself."""

from datetime import datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from cards.refs import Ref
from notifications import actions
from notifications.forms import ChoicesForm
from notifications.models import Notification, Preferences
from notifications.notices import Family, Rhythm
from notifications.reading import latest, lines
from notifications.stopping import as_before, person_of, rhythms_of
from ui.reading import page_asked, reading_and_writing


@login_required
@require_GET
def told(request: HttpRequest) -> HttpResponse:
    """Everything I was told, the latest first."""
    page = page_asked(request)
    shown, more = latest(request.user, page=page)
    unread = Notification.objects.unread().filter(recipient=request.user.pk).exists()
    context = {"told": shown, "more": more, "page": page, "unread": unread, "now": timezone.now().isoformat()}
    return render(request, "notifications/told.html", context)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Go where a notice leads; it is read by that."""
    event, ref = request.POST.get("event", ""), _ref(request.POST.get("ref", ""))
    mine = Notification.objects.filter(recipient=request.user.pk, event=event, kind=ref.kind, key=ref.key)
    shown = lines(mine.order_by("-told_at")[:1], request.user)
    actions.read(reader_id=_me(request), event=event, ref=ref)
    return redirect(shown[0].url if shown and "garder" not in request.POST else "told")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """All that the page showed is read."""
    actions.read_all(reader_id=_me(request), until=_moment(request.POST.get("until", "")))
    return redirect("told")


@login_required
@reading_and_writing
def choices(request: HttpRequest) -> HttpResponse:
    """How often I want letters."""
    mine = Preferences.objects.filter(person=_me(request)).first() or Preferences(person_id=_me(request))
    form = ChoicesForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        actions.choose(person_id=_me(request), rhythms=form.rhythms(), quiet=form.cleaned_data["quiet"])
        return redirect(f"{request.path}?fait=1")
    return render(request, "notifications/choices.html", {"form": form, "done": "fait" in request.GET})


@never_cache
@csrf_exempt  # The link's signature is the right; programs of mail services post here, without cookies (RFC 8058).
@reading_and_writing
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop letters in one gesture, without signing in. Following the link changes nothing: programs follow links."""
    person = _somebody(token)
    if request.method != "POST":
        return render(request, "notifications/stop.html", {"token": token})
    before = Preferences.objects.filter(person=person).first() or Preferences(person_id=person)
    memory, again = as_before(before), rhythms_of(request.POST.get("avant", ""), person)
    only = dict.fromkeys(Family, Rhythm.WEEKLY) if "vendredi" in request.POST else dict.fromkeys(Family, Rhythm.NEVER)
    actions.choose(person_id=person, rhythms=again or only)
    said = "again" if again else "weekly" if "vendredi" in request.POST else "stopped"
    return render(request, "notifications/stopped.html", {"said": said, "before": memory})


def _me(request: HttpRequest) -> int:
    return cast(int, request.user.pk)


def _somebody(token: str) -> int:
    person = person_of(token)
    if person is None or not actions.may_be_told(person_id=person):
        raise Http404
    return person


def _ref(text: str) -> Ref:
    try:
        return Ref.parse(text)
    except ValueError:
        raise BadRequest(text) from None


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None
