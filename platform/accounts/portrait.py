"""How an organisation reads on its page, and what search engines of the web read of it."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from accounts import contacts, networks, sources
from accounts.models import Organisation, shown_to
from accounts.structures.deeds import persons_named
from accounts.structures.numbers import host_of, shown_bce, shown_siret
from cards import phones
from cards.dates import in_words
from cards.kinds import Viewer
from cards.structured import data_block, postal_address
from cards.texts import excerpt, rendered
from cards.words import listed


class Portrait:
    """One organisation, for one viewer, in the order of its page. Empty means that the source did not say."""

    trail = (("Accueil", "/"), ("Annuaire", "/annuaire/"), ("Structures", "/annuaire/?sorte=organisation"))

    def __init__(self, organisation: Organisation, viewer: Viewer) -> None:
        self.organisation, self.known = organisation, organisation.known
        self.email = self._email(viewer)
        self.hides_email = bool(self.known.email) and not self.email
        self.description = rendered(self.known.description)
        self.excerpt = excerpt(self.known.description)
        self.phone = contacts.shown(self.known.phone)
        self.phone_url = f"tel:{number}" if (number := phones.tel(self.known.phone)) else ""
        self.email_url = f"mailto:{quote(self.email, safe='@')}" if self.email else ""
        self.hours = contacts.hours(self.known.opening_hours)
        self.networks = [networks.name(slug) for slug in organisation.networks]
        self.type = organisation.type_label
        self.sectors = [sector.label for sector in organisation.sectors.all()]
        self.completed_on = in_words(organisation.own_saved_at.date()) if organisation.own_saved_at else ""
        self.siret, self.bce = shown_siret(organisation.siret), shown_bce(organisation.bce)
        named = [organisation.source, *(each.source for each in organisation.merged.all())]
        self.source = listed(list(dict.fromkeys(sources.name(source) for source in named if source)))
        self.updated_on = in_words(organisation.source_updated_on) if organisation.source_updated_on else ""

    def _email(self, viewer: Viewer) -> str:
        """Rooms above say whose names an address may bear, when there is one to hide."""
        if not self.known.email or viewer.is_authenticated:
            return self.known.email
        return shown_to(viewer, self.known.email, persons_named(self.organisation.pk))

    @property
    def place(self) -> list[str]:
        """The lines of its address; empty when it has none."""
        own = self.organisation
        return [line for line in (own.address, own.address_details, f"{own.postcode} {own.city}".strip()) if line]

    @property
    def site(self) -> str:
        """« petite-ourse.example »: where its website leads, without what nobody reads."""
        return host_of(self.known.website)

    @property
    def unknown(self) -> str:
        """What the source does not say, as a sentence without its stop."""
        told = {
            "l’adresse": self.place,
            "le téléphone": self.known.phone,
            "le courriel": self.known.email,
            "le site": self.known.website,
            "les horaires": self.hours,
            "le réseau": self.networks or self.type,
        }
        return capfirst(listed([words for words, known in told.items() if not known]))

    @property
    def json_ld(self) -> SafeString:
        """The organisation as schema.org says it, for the head of its page."""
        return data_block(self._described())

    def _described(self) -> dict[str, Any]:
        own = self.organisation
        return {
            "@type": "Organization",
            "name": own.name,
            "description": self.excerpt,
            "url": f"{settings.BASE_URL}{own.get_absolute_url()}",
            "sameAs": self.known.website,
            "telephone": self.known.phone,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in (("SIRET", own.siret), ("BCE", own.bce))
                if value
            ],
            "address": postal_address(
                street=own.address, postcode=own.postcode, town=own.city, country=(own.municipality_id or "")[:2]
            )
            if self.place
            else {},
        }
