"""All synonyms at hand in every process: read again when editors changed something, which one light query tells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from search.analysis import Token, tokens
from search.models import Synonyms
from search.models.synonyms import is_acronym, key, lines

_VERSION = f"SELECT COUNT(*), MAX(changed), MAX(id) FROM {Synonyms._meta.db_table}"  # noqa: S608 - our own table


@dataclass(frozen=True, slots=True)
class Expression:
    """One way of saying something."""

    text: str
    key: tuple[str, ...]
    words: tuple[Token, ...]
    is_acronym: bool

    @classmethod
    def of(cls, text: str) -> "Expression":
        return cls(text, key(text), tuple(tokens(text)), is_acronym(text))


@dataclass(frozen=True, slots=True)
class Side:
    """What is said in one country, or everywhere, of one thing; and what comes close to it in the other country."""

    country: str
    expressions: tuple[Expression, ...]
    close_country: str = ""
    close: tuple[Expression, ...] = ()

    @property
    def acronyms(self) -> Iterator["Acronym"]:
        """Its acronyms, each with the first name in full letters."""
        name = next((each.text for each in self.expressions if not each.is_acronym), "")
        for each in self.expressions if name else ():
            if each.is_acronym:
                yield Acronym(each.text, each.words[0].word, name, self.country)

    def others(self, than: tuple[str, ...]) -> list[Expression]:
        """The other ways of saying it."""
        return [each for each in self.expressions if each.key != than]

    def teaches(self, each: Expression, typed: tuple[str, ...]) -> bool:
        """Whether it tells something to whoever typed another: its first name, an acronym, or what one stands for. An
        everyday word beside the name typed does not."""
        said = (each, *(other for other in self.expressions if other.key == typed))
        return each is self.expressions[0] or any(other.is_acronym for other in said)


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym with what it stands for, for whoever begins to type it."""

    text: str
    folded: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Table:
    """Every expression, and what it may mean."""

    sides: Mapping[tuple[str, ...], Sequence[Side]] = field(default_factory=dict)
    longest: int = 0
    """Telling words of the longest expression."""
    acronyms: Sequence[Acronym] = ()
    """In the order of the alphabet."""

    def begun(self, start: str) -> list[Acronym]:
        """Acronyms that begin so, the whole ones first."""
        found = [each for each in self.acronyms if each.folded.startswith(start)]
        return sorted(found, key=lambda each: each.folded != start)

    @classmethod
    def of(cls, rows: Sequence[tuple[str, str, str, str]]) -> "Table":
        """From country, expressions, the close country and what is close there."""
        sides: dict[tuple[str, ...], list[Side]] = {}
        for country, same, close_country, close in rows:
            here, there = (tuple(map(Expression.of, lines(text))) for text in (same, close))
            for side in (Side(country, here, close_country, there), Side(close_country, there, country, here)):
                for each in side.expressions:
                    sides.setdefault(each.key, []).append(side)
        return cls(sides, max(map(len, sides), default=0), _acronyms(sides.values()))


def _acronyms(meant: Iterable[Sequence[Side]]) -> list[Acronym]:
    """Each with each of its names once; where it is said matters when it is not said everywhere."""
    countries: dict[tuple[str, str, str], set[str]] = {}
    for side in {id(side): side for sides in meant for side in sides}.values():
        for each in side.acronyms:
            countries.setdefault((each.folded, each.text, each.name), set()).add(each.country)
    return [
        Acronym(text, folded, name, next(iter(where)) if len(where) == 1 else "")
        for (folded, text, name), where in sorted(countries.items())
    ]


_kept: tuple[object, Table] = (None, Table())


def table() -> Table:
    """The synonyms as they are committed now. One query, and another when something changed."""
    global _kept
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        version = cursor.fetchone()
    if _kept[0] != version:
        rows = Synonyms.objects.order_by("pk").values_list(
            "country", "expressions", "close_country", "close_expressions"
        )
        _kept = (version, Table.of(list(rows)))
    return _kept[1]
