"""How a service reads on its page: what it says in people's words, and what it does not say."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from accounts import contacts, sources
from accounts.models import Organisation, shown_to
from cards import phones
from cards.dates import in_words
from cards.kinds import Viewer
from cards.texts import excerpt, rendered
from cards.words import listed
from offers import freshness, zones
from offers.models import Fees, Offer, OfferType, Reception, RequestMode, Serves

MOST_UNKNOWN_LINES = 3
_NO_LINK = "Faire la demande en ligne\u00a0: la source ne donne pas le lien."
_WHO_ASKS = {
    ("usagers",): "La personne fait la demande elle-même.",
    ("professionnels",): "Un professionnel fait la demande, avec l’accord de la personne.",
    ("professionnels", "usagers"): "La personne fait la demande elle-même, ou un professionnel avec son accord.",
}


@dataclass(frozen=True, slots=True)
class Gesture:
    """One way to get in touch: where it leads, what it says, and a word more."""

    icon: str
    url: str
    label: str
    note: str


class Reading:
    """One offer, for one viewer, in the order of its page. Empty means that the source did not say."""

    def __init__(self, offer: Offer, viewer: Viewer) -> None:
        self.offer = offer
        self.organisation = offer.organisation
        self.type = OfferType(offer.type).label if offer.type else "Service"
        self.excerpt = excerpt(offer.description)
        self.audiences = [audience.label for audience in offer.audiences.all()]
        self.zone = capfirst(zones.in_words(offer.zones))
        self.freshness = freshness.words(offer.updated_on)
        self.freshness_state = freshness.state(offer.updated_on)
        self.source = sources.name(offer.source)
        self.withdrawn_on = in_words(offer.withdrawn_on) if offer.withdrawn_on else ""
        self.contact_person = offer.contact_for(viewer)
        phone = offer.phone or (self.organisation.known.phone if self.organisation else "")
        self.phone = contacts.shown(phone)
        self.phone_url = f"tel:{number}" if (number := phones.tel(phone)) else ""
        self.email = self._email(viewer)
        hides_email = not self.email and bool(offer.email or (self.organisation and self.organisation.known.email))
        self.names_somebody = bool(offer.contact_person) or hides_email
        """Whether there is somebody to ask for, whom members see."""

    def _email(self, viewer: Viewer) -> str:
        """The service's, else its structure's."""
        same_structure = Offer.objects.filter(organisation_source_id=self.offer.organisation_source_id)
        people = same_structure.contact_persons()  # Read once, and only when there is an address to hide.
        own = self.offer.email_for(viewer, people)
        return own or (shown_to(viewer, self.organisation.known.email, people) if self.organisation else "")

    @property
    def trail(self) -> list[tuple[str, str]]:
        """Crumbs: the list, and the list of the offer's first theme."""
        themes = [theme.parent or theme for theme in self.offer.theme_list][:1]
        services = reverse("offers")
        named = [(theme.label, f"{services}?{urlencode({'theme': theme.slug})}") for theme in themes]
        return [("Accueil", "/"), ("Services et aides", services), *named]

    @property
    def similar_url(self) -> str:
        """The list of its first theme."""
        return self.trail[-1][1]

    @property
    def serves(self) -> list[str]:
        """Whom it helps, when a company is among them: the audiences tell of persons."""
        return [who.label for who in Serves if who in self.offer.serves] if Serves.COMPANY in self.offer.serves else []

    @property
    def unknown(self) -> list[str]:
        """What the source does not say, in the words of a sentence."""
        offer = self.offer
        told = {
            "le public": self.audiences or offer.audience_details,
            "les conditions": offer.conditions,
            "le coût": self.fees or offer.fees_details,
            "comment demander": self.says_how_to_ask,
            "les horaires": self.hours or self.length,
            "l’adresse": self.reception or self.place,
        }
        return [words for words, known in told.items() if not known]

    @property
    def unknown_words(self) -> str:
        """The same as a sentence, without its stop."""
        return capfirst(listed(self.unknown))

    @property
    def is_sparse(self) -> bool:
        """Whether so much is unknown that it is said at once, not line after line."""
        return len(self.unknown) > MOST_UNKNOWN_LINES

    @property
    def says_how_to_ask(self) -> bool:
        return bool(self.who_asks or self.request_modes or self.offer.request_details or self.offer.request_link)

    @property
    def description(self) -> SafeString:
        return rendered(self.offer.description)

    @property
    def audience_details(self) -> SafeString:
        return rendered(self.offer.audience_details)

    @property
    def conditions(self) -> SafeString:
        return rendered(self.offer.conditions)

    @property
    def fees(self) -> str:
        return f"{Fees(self.offer.fees).label}." if self.offer.fees else ""

    @property
    def fees_details(self) -> SafeString:
        return rendered(self.offer.fees_details)

    @property
    def request_details(self) -> SafeString:
        return rendered(self.offer.request_details)

    @property
    def who_asks(self) -> str:
        return _WHO_ASKS.get(tuple(sorted(self.offer.requested_by)), "")

    @property
    def request_modes(self) -> list[str]:
        """By a link is said by the link itself, and without one, that there is none."""
        told = {mode: mode.label for mode in RequestMode if mode.value in self.offer.request_modes}
        if told.pop(RequestMode.LINK, ""):
            told |= {} if self.offer.request_link else {RequestMode.LINK: _NO_LINK}
        return list(told.values())

    @property
    def reception(self) -> str:
        """« Sur place ou à distance. »"""
        modes = [mode.label.lower() for mode in Reception if mode.value in self.offer.reception_modes]
        return f"{capfirst(' ou '.join(modes))}." if modes else ""

    @property
    def hours(self) -> list[str]:
        """The service's own hours, else those of its structure."""
        structure = self.organisation.known.opening_hours if self.organisation else ""
        return contacts.hours(self.offer.opening_hours or structure)

    @property
    def length(self) -> str:
        """« 12 h par semaine pendant 8 semaines »."""
        weekly = f"{self.offer.weekly_hours:g}\u00a0h par semaine" if self.offer.weekly_hours else ""
        weeks = self.offer.weeks
        lasting = f"pendant {weeks}\u00a0semaine{'s' if weeks > 1 else ''}" if weeks else ""
        return f"{weekly} {lasting}".strip().replace(".", ",")

    @property
    def place(self) -> list[str]:
        """The lines of the address, the structure's where the service has none of its own; empty when there is none."""
        at: Offer | Organisation = self.offer
        structure = self.organisation
        if structure and not self.offer.address and self.offer.postcode in ("", structure.postcode):
            at = structure
        town = f"{at.postcode} {at.city}".strip()
        return [line for line in (at.address, at.address_details, town) if line]

    @property
    def gestures(self) -> list[Gesture]:
        """At most three, the quickest first; the structure's telephone and address stand in for the service's."""
        found = []
        if self.phone_url:
            found.append(Gesture("phone", self.phone_url, self.phone, "Appeler"))
        if self.email:
            found.append(Gesture("mail", f"mailto:{quote(self.email, safe='@')}", "Écrire", self.email))
        if self.offer.request_link:
            found.append(Gesture("go", self.offer.request_link, "Demander en ligne", "Sur le site du service"))
        if self.place:
            found.append(Gesture("pin", "#ou", "Venir", ", ".join(dict.fromkeys([self.place[0], self.place[-1]]))))
        return found[:3]
