"""Two editions of a state of play side by side: figures matched by what they count, the difference in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cards.words import number
from territories.models import KeyFigure, StateOfPlay
from territories.spelling import fold

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_BLANKS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Pair:
    """What one figure was and has become."""

    label: str
    before: KeyFigure | None
    after: KeyFigure | None

    @property
    def change(self) -> str:
        """« 320 de moins », « 2 points de plus », « sans changement »; what is not a number is left to the reader."""
        if self.before is None:
            return "nouveau chiffre"
        if self.after is None:
            return "n’est plus suivi"
        if self.before.said == self.after.said:
            return "sans changement"
        was, now = amount(self.before.value), amount(self.after.value)
        if was is None or now is None or self.before.unit != self.after.unit:
            return "dit autrement"
        return _in_words(now - was, self.after.unit)


@dataclass(frozen=True, slots=True)
class Points:
    """What a list of strengths or lacks gained and lost between two editions."""

    title: str
    kept: Sequence[str]
    gone: Sequence[str]
    new: Sequence[str]


def pairs(before: StateOfPlay, after: StateOfPlay) -> list[Pair]:
    """The later edition's figures in their order, then those it no longer gives. Two queries."""
    old = {fold(figure.label): figure for figure in before.figures.all()}
    made = [Pair(figure.label, old.pop(fold(figure.label), None), figure) for figure in after.figures.all()]
    return made + [Pair(figure.label, figure, None) for figure in old.values()]


def points(before: StateOfPlay, after: StateOfPlay) -> list[Points]:
    """Strengths, then lacks."""
    return [
        _points("Ce qui tient", before.strong_points, after.strong_points),
        _points("Ce qui manque", before.lacking, after.lacking),
    ]


def amount(said: str) -> float | None:
    """The number that a value is, « 11 840 » or « 3,5 »; None for « 1 sur 4 »."""
    plain = _BLANKS.sub("", said.strip())
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def _points(title: str, before: Sequence[str], after: Sequence[str]) -> Points:
    was, now = {fold(line) for line in before}, {fold(line) for line in after}
    return Points(
        title,
        [line for line in after if fold(line) in was],
        [line for line in before if fold(line) not in now],
        [line for line in after if fold(line) not in was],
    )


def _in_words(difference: float, unit: str) -> str:
    size = round(abs(difference), 2)
    said = number(int(size)) if size == int(size) else f"{size:g}".replace(".", ",")
    if unit == "%":
        said += " point" if size < 2 else " points"
    elif unit:
        said += f"\u00a0{unit}"
    return f"{said} de {'plus' if difference > 0 else 'moins'}"
