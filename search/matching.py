"""The small language in which a query is said to any engine: what matches, and for how much."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """Documents whose field holds this token, scored by BM25."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with a token that begins so, all for the same score of one."""

    field: str
    start: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents with these tokens in order, `slop` moves apart at most, scored by BM25."""

    field: str
    tokens: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Boost:
    """The clause, its score multiplied."""

    clause: "Clause"
    by: float


@dataclass(frozen=True, slots=True)
class Constant:
    """The clause, for one score whatever it found."""

    clause: "Clause"
    score: float


@dataclass(frozen=True, slots=True)
class Best:
    """Any of the clauses: the best one's score, and a share of the others'."""

    clauses: "Sequence[Clause]"
    share: float = 0.2


@dataclass(frozen=True, slots=True)
class Some:
    """At least so many of the clauses, their scores added; `extras` add to the score without being asked for."""

    clauses: "Sequence[Clause]"
    minimum: int
    extras: "Sequence[Clause]" = ()


Clause = Term | Prefix | Phrase | Boost | Constant | Best | Some
