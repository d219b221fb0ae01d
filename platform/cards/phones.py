"""Telephone numbers as a telephone dials them."""

import re


def tel(phone: str) -> str:
    """The number for a `tel:` link, empty when it is no number."""
    digits = re.sub(r"[^\d+]", "", phone)
    return digits if len(digits) >= 3 else ""
