"""Pages of those who keep a place: whoever does not keep it finds nothing at their address."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cards.kinds import Card, cards_for
from cards.refs import Ref
from territories import actions
from territories.doors import Door
from territories.facilitating.desk import Desk, StatePage, kept, listed_contacts, pinned
from territories.facilitating.forms import ContactForm, PinForm
from territories.models import FirstContact, StateOfPlay
from territories.panels import PINNED
from territories.views import door_at
from ui.reading import reading_and_writing


def for_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: signed in, and GET or POST."""
    guarded: Callable[..., HttpResponse] = login_required(reading_and_writing(view))
    return guarded


def kept_door(request: HttpRequest, territory: str, basin: str) -> Door:
    """The place that an address names, for those who keep it; 404 for others."""
    door = door_at(request, territory, basin)
    if not door.is_kept:
        raise Http404
    return door


@for_keepers
def contacts(request: HttpRequest, territory: str, basin: str = "") -> HttpResponse:
    """The first contacts of a place and of its municipalities; a form for one more."""
    door = kept_door(request, territory, basin)
    form = ContactForm(request.POST or None, place=door.place, viewer=request.user)
    if request.method == "POST" and form.is_valid() and kept(form):
        return redirect(request.path)
    context = {"door": door, "form": form, "contacts": listed_contacts(door.place)}
    return render(request, "territories/contacts.html", context)


@for_keepers
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """One contact: change it, say that it still holds, remove it."""
    found = FirstContact.objects.kept_by(request.user).select_related(
        "municipality__basin__territory", "municipality__territory", "basin__territory", "territory"
    )
    desk = Desk(get_object_or_404(found, pk=pk), request.user)
    if request.method == "POST" and desk.done(request.POST):
        return redirect(desk.url)
    form = ContactForm(request.POST or None, instance=desk.contact, place=desk.place, viewer=request.user)
    if request.method == "POST" and form.is_valid() and kept(form):
        return redirect(desk.url)
    return render(request, "territories/contact.html", {"desk": desk, "form": form})


@for_keepers
def new_state_of_play(request: HttpRequest, territory: str, basin: str = "") -> HttpResponse:
    """The form of a new edition, which begins with the figures of the last one."""
    door = kept_door(request, territory, basin)
    own = {"basin": door.basin} if door.basin else {"territory": door.territory}
    return _written(request, StatePage(StateOfPlay(dated=timezone.localdate(), **own), door, request))


@for_keepers
def state_of_play(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of an edition."""
    theirs = StateOfPlay.objects.kept_by(request.user).select_related("basin__territory", "territory")
    state = get_object_or_404(theirs, pk=pk)
    return _written(request, StatePage(state, Door(state.place, request.user), request))


def _written(request: HttpRequest, page: StatePage) -> HttpResponse:
    if request.method == "POST" and page.is_valid() and (saved := page.save()):
        return redirect(saved)
    status = 409 if page.meanwhile else 200
    return render(request, "territories/state_form.html", {"page": page, "door": page.door}, status=status)


@for_keepers
def pin_page(request: HttpRequest) -> HttpResponse:
    """`?sur=practice:42`: pin this page in the last edition of a place that one keeps."""
    card = _card(request)
    theirs = StateOfPlay.objects.kept_by(request.user).select_related("basin__territory", "territory")
    last = theirs.filter(pk__in=[state.pk for state in actions.last_of_each(theirs)])
    form = PinForm(request.POST or None, states=last)
    if request.method == "POST" and form.is_valid() and pinned(form, card.ref):
        return redirect(f"{form.cleaned_data['state'].get_absolute_url()}#initiatives")
    return render(request, "territories/pin.html", {"card": card, "form": form, "states": last})


def _card(request: HttpRequest) -> Card:
    try:
        ref = Ref.parse(request.GET.get("sur", "")[:60])
    except ValueError as unreadable:
        raise Http404 from unreadable
    cards = cards_for([ref], request.user) if ref.kind in PINNED else []
    if not cards:
        raise Http404
    return cards[0]
