"""What search engines of the web read of a service: schema.org, without the person to contact."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from offers.models import Offer
from offers.reading import Reading

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld(offer: Offer, reading: Reading) -> SafeString:
    """The offer as a schema.org Service, safe inside a script element."""
    text = json.dumps(_without_blanks(_service(offer, reading)), ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - nothing can close the element: escaped just above


def _service(offer: Offer, reading: Reading) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": offer.name,
        "description": reading.excerpt,
        "url": f"{settings.BASE_URL}{offer.get_absolute_url()}",
        "serviceType": reading.type,
        "provider": _provider(offer),
        "areaServed": reading.zone,
        "audience": [{"@type": "Audience", "audienceType": label} for label in reading.audiences],
        "isAccessibleForFree": offer.fees == "gratuit" if offer.fees else None,
        "dateModified": offer.updated_on.isoformat(),
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": offer.request_link,
            "servicePhone": {"@type": "ContactPoint", "telephone": offer.phone} if offer.phone else {},
            "serviceLocation": _place(offer) if reading.place else {},
        },
    }


def _provider(offer: Offer) -> dict[str, Any]:
    organisation = offer.organisation
    return {"@type": "Organization", "name": organisation.name, "url": organisation.website} if organisation else {}


def _place(offer: Offer) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": offer.address,
        "postalCode": offer.postcode,
        "addressLocality": offer.city,
        "addressCountry": offer.country,
    }
    return {"@type": "Place", "address": address}


def _without_blanks(value: Any) -> Any:
    """What is unknown is left out."""
    if isinstance(value, dict):
        kept = {name: _without_blanks(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in ("", None, {}, [])}
    return [_without_blanks(item) for item in value] if isinstance(value, list) else value
