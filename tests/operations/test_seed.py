"""`manage.py seed`: the same numbers make the same content, which is found like any other."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

import vocabulary.seeding
from accounts.models import Organisation, User
from accounts.people.cards import person
from fichesactions.models import KnowledgePage
from fichesactions.seeding import load_tree
from offers.models import Offer
from offers.records import row
from search.indexing import check
from territories.models import Basin, Municipality, Territory

pytestmark = pytest.mark.django_db
TOWNS = (("BE:62063", "Liège", "4000", 50.64, 5.57), ("FR:25056", "Besançon", "25000", 47.24, 6.02))


@pytest.fixture(autouse=True)
def ground(db: None, settings: Settings) -> None:
    """What synthetic content stands on: words, a tree, a town in each country."""
    settings.DEMO = True
    vocabulary.seeding.load()
    load_tree()
    for code, name, postcode, latitude, longitude in TOWNS:
        territory = Territory.objects.create(slug=code[:2].lower(), name=code[:2], country=code[:2])
        basin = Basin.objects.create(territory=territory, slug=code[3:], name=name)
        Municipality.objects.create(
            code=code, territory=territory, basin=basin, name=name, postcode=postcode,
            latitude=latitude, longitude=longitude, population=100_000,
        )  # fmt: skip


def seed(*arguments: str) -> str:
    out = StringIO()
    call_command("seed", *arguments, stdout=out)
    return out.getvalue()


def content() -> list[object]:
    """What a visitor could tell apart."""
    return [
        list(Offer.objects.order_by("source_id").values_list("source_id", "fingerprint", "withdrawn_on")),
        list(Organisation.objects.order_by("source_id").values_list("source_id", "fingerprint")),
        list(KnowledgePage.objects.order_by("path").values_list("path", "slug", "summary", "first_published_at")),
        list(User.objects.order_by("email").values_list("email", "first_name", "last_name", "date_joined")),
    ]


def test_twice_is_once_and_more_adds_to_what_is_there() -> None:
    seed("--sheets=4", "--offers=6", "--people=3")
    first = content()
    assert [len(rows) for rows in first] == [6, 2, 4, 3]  # type: ignore[arg-type]
    seed("--sheets=4", "--offers=6", "--people=3")
    seed("--sheets=2", "--offers=2", "--people=1")
    assert content() == first
    seed("--sheets=6", "--offers=9", "--people=4")
    more = content()
    assert [len(rows) for rows in more] == [9, 3, 6, 4]  # type: ignore[arg-type]
    assert set(first[0]) < set(more[0])  # type: ignore[call-overload]
    assert set(first[2]) < set(more[2])  # type: ignore[call-overload]


def test_another_seed_draws_other_content_beside_the_first() -> None:
    seed("--offers=3")
    seed("--offers=3", "--random-seed=2")
    assert Offer.objects.published().count() == 6
    assert Offer.objects.values("description").distinct().count() == 6


def test_a_delivery_is_written_the_same_each_time_every_line_valid_and_nothing_is_imported(tmp_path: Path) -> None:
    for name in ("one", "two"):
        seed("--offers=300", f"--delivery={tmp_path / name}")
    text = (tmp_path / "one").read_text()
    assert text == (tmp_path / "two").read_text()
    assert not Offer.objects.exists()
    rows = [row(json.loads(line)) for line in text.splitlines()]
    services = [each.columns for each in rows if each.kind == "service"]
    assert (len(rows), len(services)) == (375, 300)
    assert {service["country"] for service in services} == {"BE", "FR"}
    assert any("entreprises" in service["serves"] for service in services)
    assert any(not service["audiences_known"] for service in services)
    assert any(service["zones"] is None for service in services)
    assert any(service["reception_modes"] == ["a-distance"] for service in services)
    assert all(300 <= len(service["description"]) < 2000 for service in services)
    assert len({word for service in services for word in service["description"].split()}) > 1000


def test_what_was_seeded_is_found(client: Client) -> None:
    said = seed("--sheets=3", "--offers=3", "--people=3")
    assert "Recherche\u00a0: à jour" in said
    counts = check().counts
    assert {name: counts[name] for name in ("missing", "stale", "ghosts")} == {"missing": 0, "stale": 0, "ghosts": 0}
    places = Basin.objects.count() + Territory.objects.count()
    assert counts["documents"] == 3 + 3 + Organisation.objects.count() + places + len(list(person.all_keys()))
    sheet = KnowledgePage.objects.first()
    assert sheet
    found = client.get("/api/v1/search", {"q": sheet.title}).json()
    assert sheet.title in [each["title"] for each in found["results"]]


def test_seeded_people_cannot_sign_in() -> None:
    seed("--people=2")
    addresses = User.objects.order_by("pk").values_list("email", flat=True)
    assert list(addresses) == ["personne-0001@seed.test", "personne-0002@seed.test"]
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_what_does_not_exist_yet_is_said_and_not_made() -> None:
    assert "rien n’a été créé" in seed("--groups=2", "--threads=5", "--posts=9")
    assert "rien n’a été créé" not in seed("--people=1")


def test_a_real_site_refuses_invented_content(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=on"):
        seed("--people=1")
    assert not User.objects.exists()
    seed("--offers=4", f"--delivery={tmp_path / 'file'}")
    assert (tmp_path / "file").exists(), "a file harms no site"


def test_a_site_without_places_says_what_to_do_first() -> None:
    Municipality.objects.all().delete()
    with pytest.raises(CommandError, match="setup"):
        seed("--offers=1")
