"""What of a text would tell who somebody is or how to reach them: said before it is sent, masked unless it is kept.

Whoever writes is asked; nothing is stored before they have chosen.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_GAP = "[ .\u00a0\u202f/()-]"
_BELGIAN = re.compile(rf"(?<!\d)\d\d{_GAP}?\d\d{_GAP}?\d\d{_GAP}?\d{{3}}{_GAP}?\d\d(?!\d)")
_BELGIAN_AS_WRITTEN = re.compile(r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d")
_FRENCH = re.compile(
    rf"(?<!\d)[12378]{_GAP}?\d\d{_GAP}?\d\d{_GAP}?(?:\d\d|2[AB]){_GAP}?\d{{3}}{_GAP}?\d{{3}}(?:{_GAP}?\d\d)?(?!\d)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_DATE = rf"\d{{1,2}}{_GAP}\d{{1,2}}{_GAP}(?:19|20)\d\d\b"
_PHONE = re.compile(rf"(?<![\w.])(?!{_DATE})(?:\+|00?)\(?[1-9](?:{_GAP}{{0,3}}\d){{7,13}}(?!\d)")
_NO_LINE = re.compile(r"\r\n?|[\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Telltale:
    """A kind of thing that points at somebody."""

    label: str
    """In a sentence: « un numéro de téléphone »."""
    mask: str
    pattern: re.Pattern[str]
    is_really: Callable[[str], bool] = bool
    is_always_masked: bool = False
    """Nobody's work needs it: it is never kept, whatever is chosen."""


def _is_belgian(found: str) -> bool:
    digits = re.sub(r"\D", "", found)
    first, key = int(digits[:9]), int(digits[9:])
    checked = 97 - first % 97 == key or 97 - (2_000_000_000 + first) % 97 == key
    return checked or bool(_BELGIAN_AS_WRITTEN.fullmatch(found))


def _is_french(found: str) -> bool:
    number = re.sub(_GAP, "", found).upper()
    if len(number) == 13:
        return True
    digits = number[:13].replace("2A", "19").replace("2B", "18")
    return 97 - int(digits) % 97 == int(number[13:])


_ALL = (
    Telltale("un numéro national", "[numéro masqué]", _BELGIAN, _is_belgian, is_always_masked=True),
    Telltale("un numéro de sécurité sociale", "[numéro masqué]", _FRENCH, _is_french, is_always_masked=True),
    Telltale("une adresse électronique", "[adresse masquée]", _MAIL),
    Telltale("un numéro de téléphone", "[téléphone masqué]", _PHONE),
)


def clean(text: str) -> str:
    """The words alone: no control character, nothing that turns the line round, nothing invisible."""
    lines = _NO_LINE.sub("\n", unicodedata.normalize("NFC", text))
    shown = (char for char in lines if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"})
    return "".join(shown).strip()


def found_in(text: str) -> list[Telltale]:
    """What this text tells of somebody, in the order in which it is masked."""
    told, left = [], text
    for telltale in _ALL:
        masked = _mask(left, [telltale])
        if masked != left:
            told.append(telltale)
        left = masked
    return told


def masked(text: str, *, as_it_is: bool = False) -> str:
    """The text without them; `as_it_is` keeps an address or a telephone, which may well be a service's."""
    return _mask(text, [telltale for telltale in _ALL if telltale.is_always_masked or not as_it_is])


def _mask(text: str, telltales: Sequence[Telltale]) -> str:
    for telltale in telltales:

        def replaced(match: re.Match[str], what: Telltale = telltale) -> str:
            return what.mask if what.is_really(match[0]) else match[0]

        text = telltale.pattern.sub(replaced, text)
    return text
