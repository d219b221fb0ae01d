"""What PostgreSQL refuses and SQLite never notices: holding a row together with one that may be missing."""

import re
from pathlib import Path

from django.conf import settings

ROOMS = ("platform", "search", "fichesactions")
JOINED = re.compile(r"select_for_update\(\)[^\n]*\.select_related\(|\.select_related\([^\n]*\.select_for_update\(\)")


def test_whoever_holds_a_row_with_its_neighbours_says_that_it_is_that_row_alone() -> None:
    sources = [path for room in ROOMS for path in Path(settings.BASE_DIR, room).rglob("*.py")]
    found = {str(path): JOINED.findall(path.read_text(encoding="utf-8")) for path in sources}
    assert {path: lines for path, lines in found.items() if lines} == {}
    assert JOINED.search('Thing.objects.select_for_update().select_related("basin").get(pk=1)')
