"""Every address of the project is in urls.csv, with the way of the matrix that holds it, or why it shows no object."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.privacy.channels import CHANNELS

URLS = (Path(__file__).parent / "urls.csv").read_text(encoding="utf-8")
KNOWN = {row["pattern"]: row["channel"] for row in csv.DictReader(URLS.splitlines())}
CLOSED = ("admin/",)
"""Subtrees that are held whole: Wagtail's own hundreds of addresses, open to editors only."""


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if pattern.startswith(CLOSED) and pattern not in KNOWN:
            yield CLOSED[0]
        elif isinstance(entry, URLPattern):
            yield pattern
        else:
            yield from addresses(entry, pattern)


def test_no_address_is_missing_from_the_matrix() -> None:
    assert set(addresses(get_resolver())) == set(KNOWN)


def test_every_address_names_a_way_of_the_matrix_or_says_why_it_shows_no_object() -> None:
    for pattern, channel in KNOWN.items():
        assert channel.startswith("no object: ") or set(channel.split(" ")) <= {*CHANNELS, "closed"}, pattern


ADMINISTRATION = [f"/admin/{part}" for part in ("", "pages/", "reports/", "snippets/", "users/", "images/", "taches/")]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ADMINISTRATION)
@pytest.mark.parametrize("role", ["visitor", "member"])
def test_the_administration_is_closed_to_those_who_do_not_edit(path: str, role: str, django_user_model: type) -> None:
    client = Client()
    if role == "member":
        client.force_login(django_user_model.objects.create_user("membre@exemple.test", "x"))
    answer = client.get(path)
    assert answer.status_code in {302, 403, 404}
    if answer.status_code == 302:
        assert answer["Location"].startswith(("/compte/connexion/", "/admin/login/"))
