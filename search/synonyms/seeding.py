"""Synonyms of the field known from the first day, laid by `setup`: each is added once, then it is the editors'."""

import csv
from pathlib import Path

from django.contrib.auth.models import Group, Permission

from outbox.transactions import one_change
from search.models import Synonyms
from search.models.synonyms import key, lines, overlap
from vocabulary.models import ShippedFile

SHIPPED = Path(__file__).with_name("synonyms.csv")
BETWEEN = " = "


def load() -> bool:
    """Add the shipped entries of which nothing is said yet; what editors wrote, changed or completed stays theirs.

    False, after one query, when this very file was already loaded: an entry that editors deleted stays deleted.
    """
    pending = ShippedFile.pending([SHIPPED])
    if not pending:
        return False
    with one_change():
        if not Synonyms.objects.exists():
            _let_editors_keep_them()
        said = {(key(each), country) for entry in Synonyms.objects.all() for country, ex in entry.sides for each in ex}
        Synonyms.objects.bulk_create(entry for entry in shipped() if not _is_said(entry, said))
        ShippedFile.mark_loaded(pending)
    return True


def shipped() -> list[Synonyms]:
    """The entries of the file, as they would be saved."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return [_entry(row) for row in csv.DictReader(file)]


def _entry(row: dict[str, str]) -> Synonyms:
    return Synonyms(
        country=row["country"],
        expressions=_lines(row["expressions"]),
        close_country=row["close_country"],
        close_expressions=_lines(row["close"]),
    )


def _lines(text: str) -> str:
    return "\n".join(lines(text.replace(BETWEEN, "\n")))


def _is_said(entry: Synonyms, said: set[tuple[tuple[str, ...], str]]) -> bool:
    own = {(key(each), country) for country, expressions in entry.sides for each in expressions}
    return any(k == other and overlap(country, where) for k, country in own for other, where in said)


def _let_editors_keep_them() -> None:
    """On a site whose groups are older than these, whoever keeps the words that sort things keeps them too."""
    rights = Permission.objects.filter(content_type__app_label="search", content_type__model="synonyms")
    for group in Group.objects.filter(permissions__codename="change_theme"):
        group.permissions.add(*rights.exclude(codename__startswith="view"))
