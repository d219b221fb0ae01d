"""Who may see what, by which way: matrix.csv held against the real site, with a canary word planted in each object.

A cell names the humblest role that sees the object by that way (`-` nobody). With a question mark, the way shows a
choice of things: the object may or may not be among them, but never for anybody humbler.
"""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.test import Client

from fichesactions.seeding import load_tree
from tests.privacy.channels import CHANNELS, SHELVES
from tests.privacy.objects import ROLES, SEES, Planted, Reader, people, plant
from vocabulary import seeding as vocabulary

CELLS = (Path(__file__).parent / "matrix.csv").read_text(encoding="utf-8")
MATRIX = {row["object"]: row for row in csv.DictReader(CELLS.splitlines())}


@pytest.fixture
def planted(db: None, tmp_path: Path, work: Callable[[], int]) -> tuple[dict[str, Reader], dict[str, Planted]]:
    vocabulary.load()
    load_tree()
    roles = people()
    objects = plant(tmp_path)
    work()
    return {role: _reader(role, roles) for role in ROLES}, objects


def _reader(role: str, roles: dict) -> Reader:
    client = Client()
    if roles[role] is not None:
        client.force_login(roles[role])

    @cache  # Nothing changes while they look, and many ways lead through the same pages.
    def read(path: str) -> str:
        answer = client.get(path, follow=False)
        assert answer.status_code in {200, 404}, f"{role} {path}: {answer.status_code}"
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return content.decode(errors="replace")

    return read


def test_every_object_is_seen_by_exactly_those_who_may_by_every_way_and_a_missing_page_tells_nothing(
    planted: tuple[dict[str, Reader], dict[str, Planted]],
) -> None:
    readers, objects = planted  # In one test, for planting them takes as long as looking.
    assert set(MATRIX) <= set(objects)
    assert _betrayed(readers, objects) == []
    _private_and_missing_pages_answer_alike(readers["visitor"], objects)
    _a_stranger_gets_no_cookie_by_any_way(objects)


def _betrayed(readers: dict[str, Reader], objects: dict[str, Planted]) -> list[str]:
    wrong = []
    for name, row in MATRIX.items():
        for way, channel in CHANNELS.items():
            allowed, perhaps = SEES[row[way].rstrip("?")], row[way].endswith("?")
            for role in ROLES:
                seen = objects[name].canary in channel(readers[role], objects[name])
                if seen != (role in allowed) and not (perhaps and role in allowed):
                    wrong.append(f"{name} · {way} · {role}: {'seen' if seen else 'not seen'}")
    return wrong


def _private_and_missing_pages_answer_alike(read: Reader, objects: dict[str, Planted]) -> None:
    missing = read("/fiches-actions/jamais-ecrite/")
    for name in ("sheet_draft", "sheet_members", "sheet_circle", "sheet_in_closed_folder", "sheet_withdrawn"):
        path = objects[name].path
        assert read(path).replace(path, "") == missing.replace("/fiches-actions/jamais-ecrite/", ""), name


def test_every_way_of_the_matrix_exists() -> None:
    assert all(set(row) == {"object", *CHANNELS} for row in MATRIX.values())


def _a_stranger_gets_no_cookie_by_any_way(objects: dict[str, Planted]) -> None:
    paths = [
        "/",
        "/recherche/?q=covoiturage",
        "/api/v1/search?q=a",
        "/api/v1/suggest?q=co",
        "/api/v1/offers",
        "/api/v1/structures",
        "/fils/fiches.atom",
        "/rien/",
    ]
    for path in [*paths, *SHELVES.values(), objects["sheet_public"].path, objects["offer_public"].path]:
        assert not Client().get(path).cookies, path
