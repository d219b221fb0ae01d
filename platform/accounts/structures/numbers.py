"""By what organisations are told apart: the numbers of both countries, with the sum that tells a slip of the pen; their
site; their telephone."""

import re
from urllib.parse import urlsplit

_LA_POSTE = "356000000"


def is_right_siret(siret: str) -> bool:
    """Luhn's sum, or the plain sum of digits that La Poste's own establishments follow. Fourteen digits."""
    digits = [int(digit) for digit in siret]
    if siret.startswith(_LA_POSTE) and sum(digits) % 5 == 0:
        return True
    doubled = [digit if rank % 2 else digit * 2 for rank, digit in enumerate(digits)]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def is_right_bce(number: str) -> bool:
    """Ten digits, the first 0 or 1, the last two what the others leave of 97."""
    return bool(re.fullmatch(r"[01][0-9]{9}", number)) and 97 - int(number[:8]) % 97 == int(number[8:])


def digits_of(text: str) -> str:
    """« BE 0123.456.749 », « 123 456 789 00012 »: the digits alone; nine of a Belgian number get their zero back."""
    digits = re.sub(r"[^0-9]", "", text)
    return f"0{digits}" if len(digits) == 9 and text.strip().upper().startswith("BE") else digits


def shown_bce(number: str) -> str:
    """« 0123.456.749 »"""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}" if len(number) == 10 else number


def shown_siret(number: str) -> str:
    """« 123 456 789 00012 », held together."""
    return "\u00a0".join((number[:3], number[3:6], number[6:9], number[9:])) if len(number) == 14 else number


def host_of(address: str) -> str:
    """« cpas-namur.be » for `https://www.cpas-namur.be/contact`; empty for what is no address."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:253]


def international(phone: str, country: str) -> str:
    """« +3281223344 » for « 081/22 33 44 » in Belgium, as sources write it; as typed when it is of neither country."""
    digits = re.sub(r"[^0-9+]", "", phone)
    code = {"BE": "+32", "FR": "+33"}.get(country, "")
    return f"{code}{digits[1:]}" if code and digits.startswith("0") and not digits.startswith("00") else phone.strip()
