"""What a form of correspondences says, kept to what was asked: anything else is left aside."""

from collections.abc import Iterator

from django.http import QueryDict

from imports.desks import Choices, Desk
from imports.models import ImportRun


def targets_in(data: QueryDict, run: ImportRun, desk: Desk) -> dict[str, str]:
    """For each of their words, our field or nothing."""
    allowed = set(_keys(desk.targets(run)))
    said = {word.key: data.get(f"w-{rank}", "") for rank, word in enumerate(desk.words(run))}
    return {key: target if target in allowed else "" for key, target in said.items()}


def values_in(data: QueryDict, run: ImportRun, desk: Desk) -> dict[str, dict[str, str]]:
    """For each field and each of their values, our word or nothing; what was known of other files stays known."""
    meant: dict[str, dict[str, str]] = {**run.matching.get("values", {})}
    for rank, value in enumerate(desk.values(run)):
        said = data.get(f"v-{rank}", "")
        allowed = set(_keys(desk.terms(value.field)))
        meant[value.field] = {**meant.get(value.field, {}), value.key: said if said in allowed else ""}
    return meant


def _keys(choices: Choices) -> Iterator[str]:
    for key, label in choices:
        if isinstance(label, str):
            yield key
        else:
            yield from (inner for inner, _ in label)
