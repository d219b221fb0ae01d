"""What search engines of the web read of a page: schema.org, as a block of data that no browser runs."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def data_block(thing: Mapping[str, Any]) -> SafeString:
    """The script element that holds this description, what is unknown left out."""
    text = json.dumps(_without_blanks({"@context": "https://schema.org", **thing}), ensure_ascii=False)
    escaped = text.translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{escaped}</script>')  # noqa: S308 - nothing can close it


def postal_address(*, street: str, postcode: str, town: str, country: str) -> Mapping[str, Any]:
    """Where letters go, as schema.org says it."""
    return {
        "@type": "PostalAddress",
        "streetAddress": street,
        "postalCode": postcode,
        "addressLocality": town,
        "addressCountry": country,
    }


def _without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _without_blanks(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in ("", None, {}, [])}
    return [_without_blanks(item) for item in value] if isinstance(value, list) else value
