"""No page kept for strangers may outlive a change: every transaction that writes what they read raises the generation.

Statements are watched as they reach the database, so that bulk writes and other people's code are seen too. A test runs
inside a transaction of its own: what would be committed without it is a savepoint here.
"""

import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page

import territories.seeding
import vocabulary.seeding
from accounts.joining import actions as joining
from accounts.models import Organisation, Profile, User, profile_of
from accounts.people.versions import version_of
from accounts.structures.claiming import open_to_everyone
from accounts.structures.completing import complete
from accounts.structures.entering import enter
from accounts.structures.merging import merge, part
from fichesactions.importing.writing import import_sheets
from fichesactions.models import Contributor
from fichesactions.seeding import load_tree
from fichesactions.tasks import publish_scheduled
from operations import roles
from operations.personal_data import erase_person
from search.indexing import catch_up, rebuild
from territories.facilitating.versions import version_of as edition_version
from territories.models import FirstContact, Municipality, Part, StateOfPlay
from tests.fichesactions.factories import make_page, moment
from tests.offers.factories import a_basin, a_service, a_structure, deliver

pytestmark = pytest.mark.django_db

NOT_READ_BY_STRANGERS = re.compile(
    r"""django_tasks.*|outbox_scheduledjob|search_(indexentry|savedsearch|need|settledneed)|.*session|account_.*|allauth.*|auth_.*|django_content_type
    |accounts_user.*|wagtailusers.*|wagtailadmin.*|vocabulary_shippedfile|modelsearch.*|wagtailsearch.*
    |imports_.*|feedback_.*|wagtailcore_(revision|.*logentry|referenceindex|workflow.*|task.*|grouppagepermission|groupcollectionpermission
    |groupapprovaltask.*|pagesubscription|comment.*|uploadedfile|apitoken)|offers_staged.*|notifications_.*|accounts_(kept|application|invitation|claim|distinction)
    |mfa_.*|socialaccount_.*|sqlite_.*""",
    re.VERBOSE,
)
"""What the site keeps for itself. A table that is not named here is taken for something people read."""
WRITES = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


class Watch:
    """Follows one connection: what each transaction wrote, and whether it raised the generation."""

    def __init__(self) -> None:
        self.begun: set[str] = set()
        self.told = 0
        self.untold: list[set[str]] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if found := WRITES.match(sql.lstrip()):
            self.begun.add(found[1])
            if not connection.savepoint_ids:
                self.ended()
        return result

    def ended(self) -> None:
        """A transaction was committed: strangers read what it wrote from now on."""
        read = {table for table in self.begun if not NOT_READ_BY_STRANGERS.fullmatch(table)}
        if "outbox_contentchange" in read:
            self.told += 1
        elif read:
            self.untold.append(read)
        self.begun = set()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    watched = Watch()
    release, take_back = connection.savepoint_commit, connection.savepoint_rollback

    def released(savepoint: str) -> None:
        release(savepoint)
        if not connection.savepoint_ids:
            watched.ended()

    def taken_back(savepoint: str) -> None:
        take_back(savepoint)
        if not connection.savepoint_ids:
            watched.begun.clear()

    monkeypatch.setattr(connection, "savepoint_commit", released)
    monkeypatch.setattr(connection, "savepoint_rollback", taken_back)
    with connection.execute_wrapper(watched):
        yield watched


@pytest.fixture
def site() -> None:
    vocabulary.seeding.load()
    load_tree()


def test_setup(watch: Watch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(territories.seeding, "PLACES", [])
    vocabulary.seeding.load()
    territories.seeding.load()
    load_tree()
    assert watch.untold == []
    assert watch.told >= 3


@pytest.mark.usefixtures("site")
def test_deliveries_and_the_index(watch: Watch, tmp_path: Path, work: Callable[[], int]) -> None:
    deliver(tmp_path, a_structure(), a_service("1"), a_service("2"))
    deliver(tmp_path, a_structure(nom="Un autre nom"), a_structure("2"), a_service("1", nom="Autrement"))
    deliver(tmp_path, a_service("1"), confirm_withdrawals=True)
    told = watch.told
    catch_up()
    assert watch.told > told, "lists read otherwise once the index is written"
    told = watch.told
    rebuild()
    assert watch.told > told
    work()
    assert watch.untold == []


@pytest.mark.usefixtures("site")
def test_sheets_and_people(watch: Watch, tmp_path: Path, work: Callable[[], int]) -> None:
    lines = tmp_path / "fiches.jsonl"
    lines.write_text('{"id": "s1", "title": "Faire le trajet ensemble", "summary": "À deux."}\n', encoding="utf-8")
    import_sheets(lines, publish=True)
    person = User.objects.create_user("zenobie@demo.test", "un mot de passe")
    page = make_page("Une page")
    Contributor.objects.create(page=page, user=person)
    watch.untold.clear()  # The factories' own.
    erase_person(person)
    work()
    assert watch.untold == []


@pytest.mark.usefixtures("site")
def test_synthetic_content(watch: Watch, settings: Settings) -> None:
    settings.DEMO = True
    a_basin()
    Municipality.objects.update(latitude=50.64, longitude=5.57)
    watch.untold.clear()
    call_command("seed", sheets=3, offers=3, people=2, stdout=StringIO())
    assert watch.untold == []


@pytest.mark.usefixtures("site")
def test_pages_at_their_hour(watch: Watch) -> None:
    text, sheet = Page.objects.get(slug="mentions-legales"), make_page("Une fiche")
    Page.objects.filter(pk__in=[text.pk, sheet.pk]).update(expire_at=moment("2026-01-01 08:00"))
    watch.untold.clear()
    told = watch.told
    assert publish_scheduled.call() == 2
    assert watch.untold == []
    assert watch.told >= told + 2


@pytest.mark.usefixtures("site")
def test_the_administration(watch: Watch, client: Client) -> None:
    client.force_login(User.objects.create_superuser("admin@demo.test", "un mot de passe"))
    text = Page.objects.get(slug="mentions-legales")
    redirect = {"old_path": "/ancienne/", "is_permanent": "on", "redirect_link": "https://exemple.test/", "site": ""}
    told = watch.told
    assert client.post("/admin/redirects/add/", redirect).status_code == 302
    assert client.post(f"/admin/pages/{text.pk}/unpublish/").status_code == 302
    assert client.post(f"/admin/pages/{text.pk}/delete/").status_code == 302
    assert watch.untold == []
    assert watch.told == told + 3


@pytest.mark.usefixtures("site")
def test_people_say_who_they_are_and_places_how_they_fare(watch: Watch, client: Client) -> None:
    basin = a_basin()
    person = User.objects.create_superuser("admin@demo.test", "x", first_name="Nadia")
    profile = profile_of(person)
    client.force_login(person)
    watch.untold.clear()  # The factories' own.
    forms = {f"{form}-{count}_FORMS": "0" for form in ("chiffres", "initiatives") for count in ("TOTAL", "INITIAL")}
    door = basin.get_absolute_url()
    contact = {"name": "MIRE", "what_for": "Orienter", "phone": "087 00 00 00"}
    shown = {f"{piece}_shown": "2" for piece in Profile.PIECES}
    for address, typed in (
        ("/compte/profil/", {"first_name": "Nadia", "last_name": "Haas", "version": version_of(profile)} | shown),
        ("/mon-bassin/", {"bassin": basin.slug}),
        ("/compte/profil/photo/retirer/", {}),
        (f"{door}contacts/", contact),
        (f"{door}nouvel-etat-des-lieux/", forms | {"dated": "2026-09-01", "published": "on"}),
    ):
        told = watch.told
        assert client.post(address, typed).status_code == 302, address
        assert watch.told > told, address
    seen = {"version": edition_version(StateOfPlay.objects.get())}
    for address, typed in (
        (f"/territoires/contacts/{FirstContact.objects.get().pk}/", {"vrai": "1"}),
        (f"/territoires/contacts/{FirstContact.objects.get().pk}/", {"retirer": "1"}),
        (f"/territoires/etats-des-lieux/{StateOfPlay.objects.get().pk}/", forms | {"dated": "2026-10-01"} | seen),
    ):
        told = watch.told
        assert client.post(address, typed).status_code == 302, address
        assert watch.told > told, address
    assert watch.untold == []


@pytest.mark.usefixtures("site")
def test_structures_entered_opened_completed_merged_and_parted(watch: Watch) -> None:
    person = User.objects.create_superuser("admin@demo.test", "x")
    watch.untold.clear()
    one, two = (enter(organisation=Organisation(name=name), key=name, by=person) for name in ("Une", "Deux"))
    open_to_everyone(organisation=one)
    complete(organisation=one, by=person, texts=dict.fromkeys(Organisation.OWN, ""), sectors=[], version=0)
    part(merger=merge(merged=one, kept=two, by=person))
    assert watch.told >= 6
    assert watch.untold == []


@pytest.mark.usefixtures("site")
def test_joining_and_parts_that_one_plays(watch: Watch) -> None:
    basin, boss = a_basin(), User.objects.create_superuser("admin@demo.test", "x")
    watch.untold.clear()
    for number, decide in enumerate((joining.accept, joining.refuse)):
        asked = joining.apply(email=f"a{number}@ailleurs.example", first_name="A", last_name="B", basin=basin)
        joining.confirm(application=asked)
        decide(application=asked, by=boss)
    role = roles.give(person=boss, part=Part.FACILITATOR, place=basin, by=boss)
    roles.take(role=role, by=boss)
    assert watch.untold == []
