"""Run as a process of its own, to be killed while it indexes: `index_for_ever.py write|check FOLDER`.

Its things are rows of the ledger itself: a thing's title is its version, so that nothing else needs to survive.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

MANY = 60


class Rows:
    """A kind whose things are as many as the ledger has rows, each titled by its version."""

    label, plural, icon = "Ligne", "Lignes", "sheet"

    def cards(self, keys: Sequence[str], viewer: object) -> Mapping[str, object]:
        return {}

    def documents(self, keys: Sequence[str]) -> Mapping[str, object]:
        from cards.refs import Ref
        from search.document import Document
        from search.models import IndexEntry

        rows = IndexEntry.objects.filter(kind="row", key__in=keys)
        return {row.key: Document(Ref("row", row.key), f"version {row.version}", "/") for row in rows}

    def all_keys(self) -> Iterator[str]:
        from search.models import IndexEntry

        return iter(list(IndexEntry.objects.values_list("key", flat=True)))

    def titles(self, keys: Sequence[str], viewer: object) -> Mapping[str, str]:
        return {}

    def named_like(self, words: Sequence[str], viewer: object, limit: int) -> Sequence[str]:
        return []


KINDS = {"row": Rows()}


def main(verb: str, folder: str) -> None:
    root = Path(__file__).resolve().parents[3]
    sys.path[:0] = [str(root), str(root / "platform")]
    os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="config.settings", DATABASE_URL=f"sqlite:///{folder}/db")
    import django
    from django.conf import settings

    django.setup()
    settings.KINDS = "tests.contract.search_engine.index_for_ever.KINDS"
    from django.core.management import call_command

    for app in ("search", "outbox"):
        call_command("migrate", app, verbosity=0)
    (write_for_ever if verb == "write" else check_once)()


def write_for_ever() -> None:
    from cards.refs import Ref
    from search.indexing import catch_up
    from search.ledger import raise_for

    while True:
        raise_for(Ref("row", str(n)) for n in range(MANY))
        catch_up()
        sys.stdout.write("settled\n")
        sys.stdout.flush()


def check_once() -> None:
    from search.indexing import catch_up, check

    catch_up()
    sys.stdout.write(json.dumps(check().counts))


if __name__ == "__main__":
    main(*sys.argv[1:])
