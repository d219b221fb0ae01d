"""Whether words name somebody: what is looked for is counted (search.needs), never whom."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from accounts.addresses import GIVEN_NAMES, is_a_function
from accounts.models import User
from search.analysis import STOP_WORDS, telling, tokens

_CIVILITIES = frozenset(("m", "mr", "mrs", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "docteur"))
_OF_PLACES = frozenset(("saint", "sainte", "st", "ste"))


def names_of_the_directory() -> Callable[[Sequence[str]], bool]:
    """A reader of words that knows today's accounts, whatever they show of themselves. One query.

    Folded words name somebody when they hold a member's first and last names in any order, or nothing but a part of
    them; and when a given name or a civility stands beside another word, since others than members have names.
    """
    people: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = defaultdict(list)
    for first, last in User.objects.values_list("first_name", "last_name").iterator():
        firsts, lasts = _words(first), _words(last)
        for word in lasts:
            people[word].append((firsts, lasts))

    def names_somebody(words: Sequence[str]) -> bool:
        told = frozenset(word for word in words if word not in STOP_WORDS) or frozenset(words)
        known = (each for word in told for each in people.get(word, ()))
        return any(_is_named(told, firsts, lasts) for firsts, lasts in known) or _looks_like_a_name(words)

    return names_somebody


def _is_named(told: frozenset[str], firsts: frozenset[str], lasts: frozenset[str]) -> bool:
    alone = told <= firsts | lasts and not all(map(is_a_function, told))
    return alone or (lasts <= told and bool(firsts) and not firsts.isdisjoint(told))


def _looks_like_a_name(words: Sequence[str]) -> bool:
    for before, word, after in zip(("", *words), words, (*words[1:], ""), strict=False):
        beside = any(each.isalpha() and each not in STOP_WORDS for each in (before, after))
        if word in GIVEN_NAMES and beside and before not in _OF_PLACES:
            return True
        if word in _CIVILITIES and after.isalpha() and after not in STOP_WORDS:
            return True
    return False


def _words(name: str) -> frozenset[str]:
    return frozenset(token.word for token in telling(tokens(name)))
