"""What each stage of an import shows."""

from itertools import groupby
from typing import Any

from imports.actions import proposed
from imports.desks import Desk
from imports.models import ImportRun, Stage
from imports.tasks import preview
from imports.words import alike, weighty

Groups = list[tuple[str, list[tuple[str, str]]]]
_SHOWN = 300
"""Rows of a preview: what deserves a look comes first."""
_TEMPLATES = {
    Stage.WORDS: "_words", Stage.VALUES: "_values", Stage.READY: "_ready", Stage.DONE: "_done",
    Stage.STOPPED: "_stopped", Stage.UNDONE: "_done",
}  # fmt: skip
STATES = {
    "new": "à créer",
    "changed": "à mettre à jour",
    "unchanged": "inchangé",
    "kept": "laissé à son auteur",
    "refused": "refusé",
}
_SEVERAL = {"unchanged": "inchangés", "kept": "laissés à leur auteur", "refused": "refusés"}
STEPS = ("Déposer", "Faire correspondre", "Vérifier", "Importer")
_STEP = {
    Stage.READING: 0, Stage.WORDS: 1, Stage.VALUES: 1, Stage.CHECKING: 1, Stage.READY: 2, Stage.RUNNING: 3,
    Stage.DONE: 4, Stage.UNDOING: 4, Stage.UNDONE: 4,
}  # fmt: skip


def is_theirs(run: ImportRun, user: Any) -> bool:
    """Whether this person may carry it on or undo it: it is theirs, or they run the site."""
    return bool(user.is_superuser or run.by_id == user.pk)


def screen(run: ImportRun, desk: Desk, user: Any) -> dict[str, Any]:
    """The template of its stage and what it needs."""
    stage = Stage(run.stage)
    mine = is_theirs(run, user)
    if not mine and stage in {Stage.WORDS, Stage.VALUES, Stage.READY}:
        return {"run": run, "part": "imports/_elsewhere.html", "steps": STEPS, "step": _STEP[stage]}
    more = {Stage.WORDS: _words, Stage.VALUES: _values, Stage.READY: _ready}.get(stage)
    return {
        "run": run,
        "desk": desk,
        "mine": mine,
        "part": f"imports/{_TEMPLATES.get(stage, '_working')}.html",
        "steps": STEPS,
        "step": _STEP.get(stage, -1),
        **(more(run, desk, user) if more else {}),
    }


def _words(run: ImportRun, desk: Desk, user: Any) -> dict[str, Any]:
    words = desk.words(run)
    model, targets = proposed(run, words)
    return {
        "about": desk.about(run),
        "model": model,
        "words": [(f"w-{rank}", word, targets[word.key]) for rank, word in enumerate(words)],
        "unknown": sum(not targets[word.key] for word in words),
        "targets": _grouped(desk.targets(run)),
    }


def _values(run: ImportRun, desk: Desk, user: Any) -> dict[str, Any]:
    targets = [pair for _, group in _grouped(desk.targets(run)) for pair in group]
    labels = {key.rpartition(".")[2]: label for key, label in reversed(targets)}
    ranked = list(enumerate(desk.values(run)))
    fields: list[dict[str, Any]] = [
        {
            "label": labels.get(name, name),
            "asked": [
                (f"v-{rank}", value, run.meant(name, value.key) or value.guess, _nearest(terms, value.word))
                for rank, value in group
            ],
        }
        for name, group in groupby(ranked, key=lambda pair: pair[1].field)
        for terms in [_grouped(desk.terms(name))]
    ]
    return {
        "fields": fields,
        "asked": len(ranked),
        "unknown": sum(not said for f in fields for _, _, said, _ in f["asked"]),
    }


def _ready(run: ImportRun, desk: Desk, user: Any) -> dict[str, Any]:
    rows = preview(run)
    return {
        "fate": desk.fate(run, user),
        "warning": desk.warns(run),
        "rows": [(row, STATES[row.state]) for row in rows[:_SHOWN]],
        "hidden": max(0, len(rows) - _SHOWN),
        "counts": [
            ((_SEVERAL.get(state) if count > 1 else None) or STATES[state], count)
            for state, count in run.report.get("counts", {}).items()
        ],
        "any": any(state in run.report.get("counts", {}) for state in ("new", "changed")),
    }


def _nearest(groups: Groups, word: str) -> Groups:
    """The groups whose name shares something with the word come first: « Mobilité » opens on the themes of mobility."""
    said = weighty(word)
    return sorted(groups, key=lambda group: -alike(said, weighty(group[0])))


def _grouped(choices: Any) -> Groups:
    """Choices as groups, those that stand alone under no name."""
    groups: Groups = []
    for key, label in choices:
        if not isinstance(label, str):
            groups.append((key, list(label)))
        elif groups and not groups[-1][0]:
            groups[-1][1].append((key, label))
        else:
            groups.append(("", [(key, label)]))
    return groups
