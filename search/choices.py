"""What a list offers to choose from: its tabs, the values of its filters with their counts, the filters to take off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards.kinds import kinds as known_kinds
from search.asked import Asked
from search.facets import FACETS, SCREEN_FACETS, Labels, worded

SHOWN = 6
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value one can choose: a filter's, a tab's, an order's; or a filter to take off."""

    label: str
    value: str = ""
    count: int = 0
    active: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """One filter of the form: what is chosen or frequent first, the rest folded under `more`."""

    param: str
    label: str
    choices: Sequence[Choice]
    more: Sequence[Choice]


def tabs(asked: Asked, kinds: Sequence[str], counts: Counts) -> list[Choice]:
    """All, then each kind that has some; nothing where a list has one kind only."""
    if len(kinds) < 2:
        return []
    owners = known_kinds()
    chosen = asked.params.get("sorte", ())
    everything = sum(counts.get(kind, 0) for kind in kinds)
    return [
        Choice("Tout", "", everything, not chosen, asked.url_with(sorte=None)),
        *(
            Choice(owners[kind].plural, kind, counts.get(kind, 0), kind in chosen, asked.url_with(sorte=kind))
            for kind in kinds
            if counts.get(kind) or kind in chosen
        ),
    ]


def facets(asked: Asked, labels: Labels, counts: Mapping[str, Counts]) -> list[FacetChoices]:
    """The filters that have something to choose from."""
    made = (_facet(asked, labels, name, counts.get(name, {})) for name in SCREEN_FACETS)
    return [facet for facet in made if facet.choices]


def _facet(asked: Asked, labels: Labels, name: str, counts: Counts) -> FacetChoices:
    """What is chosen, then what is frequent. Finer themes show once their theme is chosen."""
    facet = FACETS[name]
    chosen = asked.params.get(facet.param, ())
    opened = {value.partition("--")[0] for value in chosen}
    shown = [v for v in {**dict.fromkeys(chosen), **counts} if "--" not in v or v.partition("--")[0] in opened]
    choices = [Choice(worded(labels, name, v), v, counts.get(v, 0), v in chosen) for v in shown]
    choices.sort(key=lambda choice: (not choice.active, -choice.count, choice.label))
    return FacetChoices(facet.param, facet.label, choices[:SHOWN], choices[SHOWN:])


def chips(asked: Asked, labels: Labels) -> list[Choice]:
    """Every filter at work, each with the address of the list without it."""
    made = [
        Choice(worded(labels, name, value), value, url=asked.url_without(FACETS[name].param, value))
        for name, values in asked.filters.items()
        if name != "kind"
        for value in values
    ]
    if asked.place:
        circle = f"{asked.radius} km autour de" if asked.radius else "Depuis"
        made.append(Choice(f"{circle} {asked.place.label}", url=asked.url_with(lieu=None, rayon=None)))
    return made
