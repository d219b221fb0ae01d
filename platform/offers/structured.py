"""What search engines of the web read of a service: schema.org, without the person to contact."""

from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from cards.structured import data_block, postal_address
from offers.models import Offer
from offers.reading import Reading


def json_ld(offer: Offer, reading: Reading) -> SafeString:
    """The offer as a schema.org Service, for the head of its page."""
    return data_block(_service(offer, reading))


def _service(offer: Offer, reading: Reading) -> dict[str, Any]:
    return {
        "@type": "Service",
        "name": offer.name,
        "description": reading.excerpt,
        "url": f"{settings.BASE_URL}{offer.get_absolute_url()}",
        "serviceType": reading.type,
        "provider": _provider(offer),
        "areaServed": reading.zone if offer.zones else "",
        "audience": [{"@type": "Audience", "audienceType": label} for label in reading.audiences],
        "isAccessibleForFree": offer.fees == "gratuit" if offer.fees else None,
        "dateModified": offer.updated_on.isoformat(),
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": offer.request_link,
            "servicePhone": {"@type": "ContactPoint", "telephone": offer.phone} if offer.phone else {},
            "serviceLocation": _place(offer) if offer.city or offer.address else {},
        },
    }


def _provider(offer: Offer) -> dict[str, Any]:
    organisation = offer.organisation
    return (
        {"@type": "Organization", "name": organisation.name, "url": organisation.known.website} if organisation else {}
    )


def _place(offer: Offer) -> dict[str, Any]:
    address = postal_address(street=offer.address, postcode=offer.postcode, town=offer.city, country=offer.country)
    return {"@type": "Place", "address": address}
