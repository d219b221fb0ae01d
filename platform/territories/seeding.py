"""The territories known from the first day, laid by `setup`: what is missing is added, what people changed is left."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from outbox.generation import content_changed
from outbox.transactions import tell
from territories.events import PlacesChanged
from territories.imports import import_file
from territories.models import Basin, GroupKind, Territory
from vocabulary.models import ShippedFile

DATA = Path(__file__).parent / "data"
TERRITORIES = DATA / "territories.json"
PLACES = [
    DATA / "walloon-municipalities.csv",
    DATA / "french-municipalities.csv",
    DATA / "walloon-localities.csv",
    DATA / "french-localities.csv",
    DATA / "french-former-names.csv",
]


@transaction.atomic
def load() -> bool:
    """Lay territories, basins and places from the shipped files; False when these very files were already loaded."""
    pending = ShippedFile.pending([TERRITORIES, *PLACES])
    if TERRITORIES in pending:
        for territory in json.loads(TERRITORIES.read_text(encoding="utf-8")):
            _lay(**territory)
        content_changed()  # What is laid in bulk tells of nothing by itself.
    for path in PLACES:
        if path in pending:
            report = import_file(path=path, only_new=True)
            if report.exit_code or report.refused:
                raise ValueError(report.as_text())
    ShippedFile.mark_loaded(pending)
    return bool(pending)


def _lay(
    *, slug: str, group_kinds: dict[str, str], basins: list[str], articles: dict[str, str] | None = None, **fields: Any
) -> None:
    """One territory with its kinds of group and basins, unless it is there already."""
    territory, created = Territory.objects.get_or_create(slug=slug, defaults=fields)
    if not created:
        return
    GroupKind.objects.bulk_create(
        GroupKind(territory=territory, slug=kind, label=label, position=position)
        for position, (kind, label) in enumerate(group_kinds.items(), start=1)
    )
    said = articles or {}
    made = Basin.objects.bulk_create(
        Basin(territory=territory, slug=slugify(name), name=name, article=said.get(name, "")) for name in basins
    )
    tell(PlacesChanged, [basin.ref for basin in made])
