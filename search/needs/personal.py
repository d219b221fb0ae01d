"""What must not be kept of a search: whatever points at somebody. In doubt it is left out: a count matters less."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from django.conf import settings
from django.utils.module_loading import import_string

from feedback.privacy import clean, found_in
from search.analysis import tokens

_NUMBER = re.compile(r"\d(?:[ .,/()\[\]_+-]{0,3}\d)*")
"""Digits that belong together, however they are set apart."""
_OF_LAWS = re.compile(r"(?:19|20)\d\d[-/]\d{1,4}")
MOST_DIGITS = 5
"""A postcode; telephones, dates of birth and the numbers of people are longer."""
_ACCOUNT = re.compile(r"\b[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]{2,4}){3,}\b")
_HOUSE = re.compile(
    r"\b\d+ ?(?:bis|ter|[a-d])?[ ,]+(?:rue|r\.|avenue|av\.?|boulevard|bd|place|chaussee|chemin|impasse|allee|quai|route"
    r"|clos|square|cite|sentier|dreve)\b|\b(?:rue|avenue|boulevard|chaussee|impasse|allee|quai|clos)\b.* \d+\b"
)
Naming = Callable[[Sequence[str]], bool]
"""Whether these folded words, in order, name somebody."""


class Discretion:
    """Says of each search of a batch whether it points at somebody; the directory is read once for all of them."""

    def __init__(self) -> None:
        self._names_somebody: Naming = import_string(settings.NAMING)()

    def is_personal(self, text: str) -> bool:
        """Whether this text holds an address, a number of somebody, or a name."""
        text = clean(unicodedata.normalize("NFKC", text))
        return (
            "@" in text
            or bool(found_in(text))
            or _holds_a_number(text)
            or self._names_somebody([token.word for token in tokens(text)])
        )


def _holds_a_number(text: str) -> bool:
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    long = (each for each in _NUMBER.findall(plain) if sum(map(str.isdecimal, each)) > MOST_DIGITS)
    return (
        any(not _OF_LAWS.fullmatch(each) for each in long) or bool(_ACCOUNT.search(plain)) or bool(_HOUSE.search(plain))
    )
