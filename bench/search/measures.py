"""From ranks to figures, by class, and how far two engines agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bench.search.judged import Judged

DEPTH = 10
Answers = Mapping[str, Sequence[str]]
"""The source ids found, best first, by query."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One class of queries, or the mean of all classes."""

    kind: str
    queries: int
    first: float
    """success@1: how often an answer comes first."""
    five: float
    """success@5: how often one is among the first five."""
    reciprocal: float
    """MRR@10."""
    empty: float


def measures(queries: Iterable[Judged], answers: Answers) -> list[Measure]:
    """A measure a class, then their mean: a class counts as one, however many its queries."""
    by_class: dict[str, list[Judged]] = {}
    for each in queries:
        by_class.setdefault(each.kind, []).append(each)
    measured = [_measure(kind, those, answers) for kind, those in by_class.items()]
    return [*measured, _mean(measured)] if measured else []


def _measure(kind: str, queries: Sequence[Judged], answers: Answers) -> Measure:
    ranks = [each.rank(answers[each.text][:DEPTH]) for each in queries]
    return Measure(
        kind,
        len(queries),
        fmean(rank == 1 for rank in ranks),
        fmean(rank is not None and rank <= 5 for rank in ranks),
        fmean(1 / rank if rank else 0 for rank in ranks),
        fmean(not answers[each.text] for each in queries),
    )


def _mean(measured: Sequence[Measure]) -> Measure:
    names = ("first", "five", "reciprocal", "empty")
    means = (fmean(getattr(each, name) for each in measured) for name in names)
    return Measure("macro", sum(each.queries for each in measured), *means)


def table(measured: Sequence[Measure]) -> str:
    """The figures in Markdown."""
    lines = ["| classe | requêtes | succès@1 | succès@5 | MRR@10 | vides |", "|---|--:|--:|--:|--:|--:|"]
    for each in measured:
        figures = f"{each.first:.2f} | {each.five:.2f} | {each.reciprocal:.2f} | {each.empty:.1%}"
        lines.append(f"| {each.kind} | {each.queries} | {figures} |")
    return "\n".join(lines)


def agreement(queries: Iterable[Judged], ours: Answers, theirs: Answers) -> float:
    """For how many queries with an answer in one engine's first five the other has it in its first ten."""
    held = [
        other in theirs_or_ours[each.text][:DEPTH]
        for each in queries
        for mine, theirs_or_ours in ((ours, theirs), (theirs, ours))
        for rank in [each.rank(mine[each.text][:5])]
        if rank
        for other in [mine[each.text][rank - 1]]
    ]
    return fmean(held) if held else 0.0
