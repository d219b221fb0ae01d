"""The vocabularies known from the first day, laid by `setup`: a term is added once, and then belongs to the editors."""

import csv
from itertools import groupby
from pathlib import Path

from django.db import transaction

from outbox.transactions import tell
from vocabulary.events import TermsChanged
from vocabulary.models import VOCABULARIES, ShippedFile, Term, Theme

TERMS = Path(__file__).parent / "data" / "terms.csv"


@transaction.atomic
def load() -> bool:
    """Add the shipped terms that are missing; labels and order that editors changed stay theirs.

    False, after one query, when this very file was already loaded: a term that editors deleted stays deleted.
    """
    pending = ShippedFile.pending([TERMS])
    if not pending:
        return False
    models = {model._meta.model_name: model for model in VOCABULARIES}
    with TERMS.open(encoding="utf-8", newline="") as lines:
        for name, rows in groupby(csv.DictReader(lines), key=lambda row: row["vocabulary"]):
            _add_missing(models[name], list(rows))
    ShippedFile.mark_loaded(pending)
    return True


def _add_missing(model: type[Term], rows: list[dict[str, str]]) -> None:
    known = set(model._default_manager.values_list("slug", flat=True))
    missing = [
        (row, model(slug=row["slug"], label=row["label"], position=position))
        for position, row in enumerate(rows, start=1)
        if row["slug"] not in known
    ]
    if model is Theme:
        _add_themes([(row, term) for row, term in missing if isinstance(term, Theme)])
    else:
        model._default_manager.bulk_create(term for _, term in missing)
    tell(TermsChanged, [term.ref for _, term in missing])


def _add_themes(missing: list[tuple[dict[str, str], Theme]]) -> None:
    """Categories first, so that their children find them."""
    for row, theme in missing:
        theme.mark = row["mark"]
    Theme.objects.bulk_create(theme for row, theme in missing if not row["parent"])
    categories = dict(Theme.objects.filter(parent=None).values_list("slug", "pk"))
    children = [(row, theme) for row, theme in missing if row["parent"]]
    for row, theme in children:
        theme.parent_id = categories.get(row["parent"])
    Theme.objects.bulk_create(theme for _, theme in children)
