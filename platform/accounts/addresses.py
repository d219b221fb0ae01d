"""Whose an e-mail address is: a service's, which everyone may see, or somebody's, which is for members."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from territories.spelling import fold

_INITIALS_AND_NAME = re.compile(r"[a-z](?:[._-][a-z]{1,2}(?![a-z]))*+[._-][a-z]{3,}")
"""How `m.dupont`, `j-p.dupont` and `m.le-goff` begin."""
GIVEN_NAMES = frozenset(Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split())
"""Folded, and of people alone: neither « France » nor « Aurore », by which services are called too."""
_FUNCTION = re.compile(
    "(?:accompagn(?:ateur|atrice|ement)|accueil|agence|animat(?:eur|ion|rice)|antenne|assistan(?:ce|t)|associat(?:if|ion)|"
    "bibliotheque|bureau|centre|charge|coach|commun(?:al|e)|conseil|conseill(?:er|ere)|contact|"
    "coord(?:inat|onnat)(?:eur|ion|rice)|"
    "direct(?:eur|ion|rice)|emploi|enfance|equipe|espace|famille|format(?:eur|ion|rice)|france|gestion|gestionnaire|info|"
    "information|insertion|jeune|jeunesse|local|mairie|maison|mediatheque|mission|municipal|numerique|permanence|"
    "plateforme|point|pole|president|presidence|referent|relais|reseau|responsable|secretaire|secretariat|service|social|"
    "sociaux|standard|travail|travailleur)e?s?"
)
"""Words by which a source fills the field of a person without naming one; some are surnames as well."""
_LINKS = frozenset(
    ("au", "aux", "de", "des", "dr", "du", "en", "et", "la", "le", "les", "me", "mlle", "mme", "mr", "ou", "pour", "pr")
)
_SHORTEST_INSIDE = 4


@dataclass(frozen=True, slots=True)
class _Names:
    """What a person is called by."""

    all: frozenset[str]
    telling: frozenset[str]
    """Those that are nobody's function."""
    beside: frozenset[str]
    """What stands beside a name to tell whose it is: another, or an initial."""


def is_personal(email: str, people: Iterable[str] = ()) -> bool:
    """Whether the left half bears somebody's name: `m.dupont@…`, `marie.dupont@…`, or that of one of these people.

    In doubt it is somebody's: a service whose address is hidden from strangers still has its telephone.
    """
    left = email.partition("@")[0].lower()
    words = _words(left)
    if _INITIALS_AND_NAME.match(left) or (words and words[0] in GIVEN_NAMES):
        return True
    told = {*words, "".join(words)}
    return any(_bears(told, _names(person)) for person in people)


def _bears(told: Set[str], person: _Names) -> bool:
    """A name tells alone, and from the middle of a word when it is long enough: Léa is not in « leasing ». One that is
    a function as well (Bureau, Conseil) tells beside another."""
    inside = (name for name in person.telling if len(name) >= _SHORTEST_INSIDE)
    return (
        not told.isdisjoint(person.telling)
        or any(name in word for name in inside for word in told)
        or any(not told.isdisjoint((a + b, b + a)) for a in person.all for b in person.beside)
    )


@lru_cache(maxsize=10_000)
def _names(person: str) -> _Names:
    words = [word for word in _words(person) if word not in _LINKS and not _FUNCTION.fullmatch(word)]
    telling = frozenset(word for word in words if len(word) > 1)
    called = frozenset(word for word in _words(person) if word not in _LINKS and len(word) > 1)
    return _Names(called, telling, frozenset(words) | {word[0] for word in words})


def is_a_function(word: str) -> bool:
    """Whether this folded word says what somebody does, though it may be a surname as well."""
    return bool(_FUNCTION.fullmatch(word))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", fold(text))
