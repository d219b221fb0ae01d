"""What the pages of those who keep a place show, and the writing of an edition with its figures and initiatives."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from cards.kinds import Card, Viewer, cards_for
from cards.refs import Ref
from outbox.events import record
from outbox.transactions import one_change
from territories import actions
from territories.doors import Door
from territories.events import EditionPublished
from territories.facilitating.forms import ContactForm, FigureForms, InitiativeForms, PinForm, StateForm
from territories.facilitating.versions import version_of
from territories.models import Basin, FirstContact, Place, StateOfPlay, Territory

CARRIED = ("label", "value", "unit", "source", "as_of")


def listed_contacts(place: Place) -> list[FirstContact]:
    """A place's own, then its municipalities' by name."""
    if isinstance(place, Territory):
        of = Q(territory=place) | Q(municipality__territory=place)
    else:
        of = Q(basin=place) | Q(municipality__basin=place)
    found = FirstContact.objects.filter(of).select_related("municipality", "basin", "territory")
    return sorted(found, key=lambda each: (str(each.municipality or ""), each.position))


def kept(form: ContactForm) -> bool:
    """Whether the contact of this form could be kept; its form says why not."""
    contact = form.save(commit=False)
    if contact.pk is None:
        contact.verified_on = timezone.localdate()
    try:
        actions.keep_contact(contact=contact)
    except actions.NoRoomError:
        form.add_error(None, f"{contact.place} a déjà trois premiers contacts. Retirez-en un d’abord.")
        return False
    return True


def pinned(form: PinForm, ref: Ref) -> bool:
    """Whether the page could be pinned as this form says; it says why not."""
    state = form.cleaned_data["state"]
    try:
        actions.pin(ref=ref, state=state, reason=form.cleaned_data["reason"])
    except actions.AlreadyPinnedError:
        form.add_error(None, f"Cette page est déjà retenue\u00a0: {state}.")
        return False
    return True


class Desk:
    """The page of one contact."""

    def __init__(self, contact: FirstContact, viewer: Viewer) -> None:
        self.contact, self.viewer = contact, viewer
        town = contact.municipality
        own: Basin | Territory | None = contact.basin or contact.territory
        place = own or (town and (town.basin or town.territory))
        if place is None:
            raise FirstContact.DoesNotExist
        self.place: Place = place

    @property
    def url(self) -> str:
        """The list it stands in."""
        return f"{self.place.get_absolute_url()}contacts/"

    def done(self, posted: Mapping[str, str]) -> bool:
        """Whether a gesture was made, rather than the form sent."""
        if "vrai" in posted:
            actions.still_true(contact=self.contact)
        elif "retirer" in posted:
            actions.remove_contact(contact=self.contact)
        else:
            return False
        return True


class StatePage:
    """The form of an edition: its text, its figures, the reasons of its initiatives."""

    def __init__(self, state: StateOfPlay, door: Door, request: HttpRequest) -> None:
        self.state, self.door = state, door
        self.version = version_of(state)
        """What its next save will have seen."""
        self.seen = request.POST.get("version", "") if request.method == "POST" else self.version
        self.meanwhile = StateOfPlay.objects.get(pk=state.pk) if state.pk and self.seen != self.version else None
        """What a colleague saved since this form was opened."""
        data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        carried = [] if state.pk or data else self._last_figures()
        self.form = StateForm(data, files, instance=state)
        self.figures = FigureForms(data, instance=state, prefix="chiffres", initial=carried)
        self.figures.extra = max(2, len(carried) + 1)
        self.initiatives = InitiativeForms(data, instance=state, prefix="initiatives")

    def _last_figures(self) -> list[dict[str, Any]]:
        """What the edition before counted, to be brought up to date."""
        last = next(iter(self.door.editions), None)
        return list(last.figures.values(*CARRIED)) if last else []

    @property
    def pinned(self) -> list[tuple[Card | None, Any]]:
        """Each initiative's form with its page."""
        cards = {card.ref: card for card in cards_for([i.instance.thing for i in self._kept], self.door.viewer)}
        return [(cards.get(each.instance.thing), each) for each in self._kept]

    @property
    def _kept(self) -> list[Any]:
        return [form for form in list[Any](self.initiatives.forms) if form.instance.pk]

    def is_valid(self) -> bool:
        """Whether it can be saved, and covers nothing that its writer has not seen."""
        return self.meanwhile is None and all(
            [self.form.is_valid(), self.figures.is_valid(), self.initiatives.is_valid()]
        )

    def save(self) -> StateOfPlay | None:
        """The edition as saved; None, and `meanwhile`, when a colleague was quicker by a moment."""
        with one_change():
            held = StateOfPlay.objects.select_for_update().filter(pk=self.state.pk).first()
            if held and version_of(held) != self.seen:
                self.meanwhile, self.version = held, version_of(held)
                return None
            was_out = bool(held and held.published_at)
            saved: StateOfPlay = self.form.save()
            if saved.published and not was_out:
                record(EditionPublished((saved.place.ref, Ref("edition", saved.dated.isoformat()))))
            for forms in (self.figures, self.initiatives):
                forms.instance = saved
                forms.save()
        return saved
