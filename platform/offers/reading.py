"""How a service reads on its page: what it says in people's words, and what it does not say."""

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from accounts.models import Organisation
from cards.dates import in_words
from cards.kinds import Viewer
from offers import contacts, freshness, sources, zones
from offers.models import Fees, Offer, OfferType, Reception, RequestMode
from offers.texts import excerpt, rendered

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
        self.has_contact_person = bool(offer.contact_person)

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
    def proposed_by(self) -> str:
        """« Proposé par La Petite Ourse, à Dison. »"""
        who = f"Proposé par {self.organisation.name}" if self.organisation else "Structure non précisée"
        return f"{who}, à {self.offer.city}." if self.offer.city else f"{who}."

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
        return [mode.label for mode in RequestMode if mode.value in self.offer.request_modes]

    @property
    def reception(self) -> str:
        """« Sur place ou à distance. »"""
        modes = [mode.label.lower() for mode in Reception if mode.value in self.offer.reception_modes]
        return f"{capfirst(' ou '.join(modes))}." if modes else ""

    @property
    def hours(self) -> list[str]:
        """The service's own hours, else those of its structure."""
        structure = self.organisation.opening_hours if self.organisation else ""
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
        offer, structure = self.offer, self.organisation
        phone = offer.phone or (structure.phone if structure else "")
        email = offer.email or (structure.email if structure else "")
        found = []
        if number := contacts.tel(phone):
            found.append(Gesture("phone", f"tel:{number}", contacts.shown(phone), "Appeler"))
        if email:
            found.append(Gesture("mail", f"mailto:{quote(email, safe='@')}", "Écrire", email))
        if offer.request_link:
            found.append(Gesture("go", offer.request_link, "Demander en ligne", "Sur le site du service"))
        if self.place:
            found.append(Gesture("pin", "#ou", "Venir", ", ".join(dict.fromkeys([self.place[0], self.place[-1]]))))
        return found[:3]

    @property
    def report_url(self) -> str:
        """A letter to the site's own address, with the page named: nothing is kept of whoever writes."""
        address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        subject = f"Erreur dans la fiche du service « {self.offer.name} »"
        body = f"{settings.BASE_URL}{self.offer.get_absolute_url()}\n\nCe qui est à corriger :\n"
        return f"mailto:{address}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"
