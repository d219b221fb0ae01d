"""How an organisation reads on its page, and what search engines of the web read of it."""

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from accounts import contacts, networks, sources
from accounts.models import Organisation
from cards.dates import in_words
from cards.kinds import Viewer
from cards.structured import data_block, postal_address
from cards.texts import excerpt, rendered
from cards.words import listed


class Portrait:
    """One organisation, for one viewer, in the order of its page. Empty means that the source did not say."""

    trail = (("Accueil", "/"), ("Services et aides", "/services/"))

    def __init__(self, organisation: Organisation, viewer: Viewer) -> None:
        self.organisation = organisation
        self.email = organisation.email_for(viewer)
        self.hides_email = bool(organisation.email) and not self.email
        self.description = rendered(organisation.description)
        self.excerpt = excerpt(organisation.description)
        self.phone = contacts.shown(organisation.phone)
        self.phone_url = f"tel:{number}" if (number := contacts.tel(organisation.phone)) else ""
        self.email_url = f"mailto:{quote(self.email, safe='@')}" if self.email else ""
        self.hours = contacts.hours(organisation.opening_hours)
        self.networks = [networks.name(slug) for slug in organisation.networks]
        self.source = sources.name(organisation.source) if organisation.source else ""
        self.updated_on = in_words(organisation.source_updated_on) if organisation.source_updated_on else ""

    @property
    def place(self) -> list[str]:
        """The lines of its address; empty when it has none."""
        own = self.organisation
        return [line for line in (own.address, own.address_details, f"{own.postcode} {own.city}".strip()) if line]

    @property
    def site(self) -> str:
        """« petite-ourse.example »: where its website leads, without what nobody reads."""
        return urlsplit(self.organisation.website).netloc.removeprefix("www.")

    @property
    def unknown(self) -> str:
        """What the source does not say, as a sentence without its stop."""
        own = self.organisation
        told = {
            "l’adresse": self.place,
            "le téléphone": own.phone,
            "le courriel": own.email,
            "le site": own.website,
            "les horaires": self.hours,
            "le réseau": self.networks,
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
            "sameAs": own.website,
            "telephone": own.phone,
            "identifier": {"@type": "PropertyValue", "propertyID": "SIRET", "value": own.siret} if own.siret else {},
            "address": postal_address(
                street=own.address, postcode=own.postcode, town=own.city, country=(own.municipality_id or "")[:2]
            )
            if self.place
            else {},
        }
