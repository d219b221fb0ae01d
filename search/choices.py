"""What a list offers to choose from: its tabs, the values of its filters with their counts, the filters to take off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards.kinds import kinds as known_kinds
from search.asked import Asked
from search.facets import FACETS, SCREEN_FACETS, UNKNOWN, UNSAID, Labels, chip, worded
from search.lands import Lands

SHOWN = 4
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

    name: str
    param: str
    label: str
    choices: Sequence[Choice]
    more: Sequence[Choice]

    @property
    def active(self) -> bool:
        return any(choice.active for choice in self.choices)


def tabs(asked: Asked, kinds: Sequence[str], counts: Counts) -> list[Choice]:
    """All, then each kind that has some; nothing where a list has one kind only."""
    if len(kinds) < 2:
        return []
    owners = known_kinds()
    chosen = asked.params.get("sorte", ())
    everything = sum(counts.get(kind, 0) for kind in kinds)
    return [
        Choice("Tout", "", everything, not chosen, asked.url_with(sorte=None, vue=None)),
        *(
            Choice(owners[kind].plural, kind, counts.get(kind, 0), kind in chosen, asked.url_with(sorte=kind, vue=None))
            for kind in kinds
            if counts.get(kind) or kind in chosen
        ),
    ]


def facets(asked: Asked, labels: Labels, lands: Lands, counts: Mapping[str, Counts]) -> list[FacetChoices]:
    """The filters that have something to choose from, without what the territory asked about does not show."""
    hidden = lands.hidden(asked)
    made = []
    for name in SCREEN_FACETS:
        shown = {value: n for value, n in counts.get(name, {}).items() if not _is_hidden(name, value, hidden)}
        if choices := _choices(asked, labels, name, shown):
            label = lands.basin_facet(c.value for c in choices) if name == "basin" else FACETS[name].label
            cut = max(SHOWN, sum(choice.active for choice in choices))
            made.append(FacetChoices(name, FACETS[name].param, label, choices[:cut], choices[cut:]))
    return made


def _is_hidden(facet: str, value: str, hidden: frozenset[tuple[str, str]]) -> bool:
    """A hidden theme hides its finer ones."""
    return (facet, value) in hidden or (facet, value.partition("--")[0]) in hidden


def _choices(asked: Asked, labels: Labels, name: str, counts: Counts) -> list[Choice]:
    """What is chosen, then what is frequent. Finer themes show once their theme is chosen."""
    facet = FACETS[name]
    chosen = asked.params.get(facet.param, ())
    opened = {value.partition("--")[0] for value in chosen}
    shown = [v for v in {**dict.fromkeys(chosen), **counts} if "--" not in v or v.partition("--")[0] in opened]
    choices = [Choice(worded(labels, name, v), v, counts.get(v, 0), v in chosen) for v in shown]
    return sorted(choices, key=lambda choice: (not choice.active, choice.value == UNKNOWN, -choice.count, choice.label))


def unsaid(asked: Asked, counts: Mapping[str, Counts]) -> list[Choice]:
    """What each filter at work leaves out only because its source does not say: how many, and the list with them."""
    made = []
    for name, words in UNSAID.items():
        chosen, left_out = asked.filters.get(name, ()), counts.get(name, {}).get(UNKNOWN, 0)
        if chosen and UNKNOWN not in chosen and left_out:
            url = asked.url_with(**{FACETS[name].param: [*chosen, UNKNOWN]})
            made.append(Choice(words, UNKNOWN, left_out, url=url))
    return made


def chips(asked: Asked, labels: Labels, lands: Lands) -> list[Choice]:
    """Every filter at work, each with the address of the list without it."""
    made = [
        Choice(_chip(labels, lands, name, value), value, url=asked.url_without(FACETS[name].param, value))
        for name, values in asked.filters.items()
        if name != "kind"
        for value in values
    ]
    if asked.place:
        circle = f"{asked.radius} km autour de" if asked.radius else "Depuis"
        made.append(Choice(f"{circle} {asked.place.label}", url=asked.url_with(lieu=None, rayon=None)))
    return made


def _chip(labels: Labels, lands: Lands, name: str, value: str) -> str:
    return (lands.basin_chip(value) if name == "basin" else None) or chip(labels, name, value)
