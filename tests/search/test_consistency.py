"""Every write that changes what can be found owes it to the index, in the very transaction that changes it.

Two things are looked at after each write of a small site: as it commits, whatever the index says otherwise is owed, by
the ledger or by a task that will raise it; and once the tasks have run, the index says what the database says.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction, Site, Task, Workflow, WorkflowTask

import vocabulary.seeding
from accounts.models import Claim, Merger, Organisation, Shown, User, profile_of
from accounts.structures import claiming
from accounts.structures.completing import complete
from accounts.structures.entering import enter
from accounts.structures.merging import merge, part
from cards.refs import Ref
from fichesactions.importing.writing import import_sheets
from fichesactions.models import ActionSheet, Origin
from fichesactions.seeding import load_tree
from fichesactions.tasks import publish_scheduled
from operations.personal_data import erase_person
from outbox.transactions import one_change
from search.indexing import catch_up, check, mend, rebuild
from search.models import IndexEntry
from territories.models import Basin, Municipality, Territory
from tests.fichesactions.factories import make_folder, make_page, moment, restrict
from tests.offers.factories import LIEGE, a_basin, a_service, a_structure, deliver
from vocabulary.models import Audience, Sector, Theme

pytestmark = pytest.mark.django_db
FOLLOWERS = ("tell_of_terms", "tell_of_places", "tell_of_words", "tell_of_people")
"""Tasks that find out for themselves which things read otherwise since words, places or organisations changed."""


class World:
    """A small site in which one of each kind can be found, and what may be done to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        vocabulary.seeding.load()
        load_tree()
        self.basin = a_basin()
        Municipality.objects.update(latitude=50.64, longitude=5.57)
        self.successor = Municipality.objects.create(
            code="BE:62099", name="Nouvelle", postcode="4001", basin=self.basin, territory=self.basin.territory
        )
        self.boss = User.objects.create_superuser("admin@demo.test", "x", first_name="Nadia", last_name="Haas")
        self.person = User.objects.create_user("luc@demo.test", "x", first_name="Luc", last_name="Fagnoul")
        theme, audience = Theme.objects.get(slug="famille--garde-denfants"), Audience.objects.first()
        filed = {"themes": [theme], "audiences": [audience], "basins": [self.basin]}
        self.folder_page = make_folder("Mobilité")
        for title in ("Le trajet", "Le permis", "La sortie"):
            make_page(title, parent=self.folder_page, **filed)
        self.sheet("Le trajet").tags.through.objects.create(
            tag=Tag.objects.create(name="covoiturage", slug="covoiturage"), content_object=self.sheet("Le trajet")
        )
        make_page("Un brouillon", live=False, **filed)
        self.deliver(a_structure(**LIEGE), a_service("1", **LIEGE), a_service("2", publics=["tous-publics"], **LIEGE))
        self.entered = enter(organisation=Organisation(name="Un atelier"), key="1", by=self.boss)
        self.sheet("Le trajet").contributors.create(user=self.person, name="Luc Fagnoul")
        bear = Organisation.objects.get(name="La Petite Ourse")
        Origin.objects.create(page=self.sheet("Le trajet"), organisation=bear)
        self.profile(
            organisation=bear, basin=self.basin, trade="Coach",
            name_shown=Shown.EVERYONE, trade_shown=Shown.EVERYONE, basin_shown=Shown.EVERYONE,
            organisation_shown=Shown.EVERYONE, themes_shown=Shown.MEMBERS,
        )  # fmt: skip
        profile_of(self.person).themes.add(theme)
        self.client = Client()
        self.client.force_login(self.boss)

    def sheet(self, title: str) -> ActionSheet:
        return ActionSheet.objects.get(title=title, alias_of=None)

    def profile(self, **said: Any) -> None:
        profile = profile_of(self.person)
        for name, value in said.items():
            setattr(profile, name, value)
        profile.save()

    def deliver(self, *lines: dict[str, Any], **options: Any) -> None:
        deliver(self.folder, *lines, **options)

    def save(self, model: Any, look: dict[str, Any], **said: Any) -> None:
        """A row saved as the administration's forms save it."""
        row = model.objects.get(**look)
        for name, value in said.items():
            setattr(row, name, value)
        row.save()

    def admin(self, address: str, typed: dict[str, Any] | None = None) -> None:
        answer = self.client.post(f"/admin/{address}", typed or {})
        assert answer.status_code == 302, f"{address}: {answer.status_code}"

    def page(self, title: str, gesture: str, typed: dict[str, Any] | None = None) -> None:
        self.admin(f"pages/{Page.objects.get(title=title, alias_of=None).pk}/{gesture}/", typed)

    def publish(self, named: str, **said: Any) -> None:
        """As the editor's button does: within one transaction, which Wagtail alone does not open."""
        page = Page.objects.get(title=named, alias_of=None).specific
        for name, value in said.items():
            setattr(page, name, value)
        with one_change():
            page.save_revision().publish()


def revert(world: World) -> None:
    page = world.sheet("Le permis")
    page.revisions.order_by("pk").first().publish()


def schedule(world: World) -> None:
    page = world.sheet("Le permis")
    page.title, page.go_live_at = "Le permis demain", moment("2026-01-02 08:00")
    revision = page.save_revision(approved_go_live_at=moment("2026-01-02 08:00"))
    assert revision.approved_go_live_at
    Page.objects.filter(title="La sortie").update(expire_at=moment("2026-01-01 08:00"))
    assert publish_scheduled.call() == 2


def approve(world: World) -> None:
    task = Task.objects.filter(active=True).first() or Task.objects.create(name="Relire")
    workflow = Workflow.objects.create(name="Relecture")
    WorkflowTask.objects.create(workflow=workflow, task=task.specific)
    page = Page.objects.get(title="Un brouillon").specific
    state = workflow.start(page, world.boss)
    with one_change():
        state.current_task_state.task.specific.on_action(state.current_task_state, world.boss, "approve")
    assert Page.objects.get(title="Un brouillon").live


def lines_of_sheets(world: World) -> None:
    lines = world.folder / "fiches.jsonl"
    lines.write_text(json.dumps({"id": "s1", "title": "Importée", "summary": "À deux."}) + "\n", encoding="utf-8")
    import_sheets(lines, publish=True)


def undone(world: World) -> None:
    part(merger=Merger.objects.latest("pk"))


def claimed(world: World) -> None:
    asked = claiming.claim(organisation=world.entered, by=world.person)
    claiming.accept(claim=asked, by=world.boss)
    assert Claim.objects.filter(state="accepted").exists()


ONE = {"name": "La Petite Ourse"}
WRITES: dict[str, Callable[[World], object]] = {
    "a page published again": lambda w: w.publish("Le trajet", title="Le trajet", summary="Autrement"),
    "a draft saved": lambda w: w.sheet("Le trajet").save_revision(),
    "a page turned back to what it was": revert,
    "pages at their hour": schedule,
    "a page approved": approve,
    "pages imported": lines_of_sheets,
    "a page copied, and published": lambda w: w.page(
        "Le trajet",
        "copy",
        {"new_title": "Copie", "new_slug": "copie", "new_parent_page": w.folder_page.pk, "publish_copies": "on"},
    ),
    "an alias made": lambda w: w.page(
        "Le trajet", "copy",
        {"new_title": "Alias", "new_slug": "alias", "new_parent_page": w.folder_page.pk, "alias": "on"},
    ),
    "an alias made a page": lambda w: w.admin(
        f"pages/{Page.objects.filter(alias_of__isnull=False).first().pk}/convert_alias/"  # type: ignore[union-attr]
    ),
    "a page moved": lambda w: w.page("Copie", f"move/{w.folder_page.get_parent().pk}/confirm"),
    "a folder’s address changed": lambda w: w.publish("Mobilité", slug="bouger"),
    "a folder closed": lambda w: restrict(Page.objects.get(title="Mobilité")),
    "a folder reserved to a group": lambda w: (
        PageViewRestriction.objects.all().delete(),
        restrict(Page.objects.get(title="Mobilité"), Group.objects.create(name="Tables rondes")),
    ),
    "that group deleted": lambda w: Group.objects.get(name="Tables rondes").delete(),
    "a folder opened": lambda w: PageViewRestriction.objects.all().delete(),
    "a page withdrawn": lambda w: w.page("Copie", "unpublish"),
    "a page deleted": lambda w: w.page("Copie", "delete"),
    "a theme renamed": lambda w: w.save(Theme, {"slug": "famille--garde-denfants"}, label="Faire garder"),
    "a theme moved": lambda w: w.save(
        Theme, {"slug": "famille--garde-denfants"}, parent=Theme.objects.filter(parent=None).exclude(slug="famille")[0]
    ),
    "an audience added": lambda w: Audience.objects.create(slug="nouveau", label="Nouveau public", position=99),
    "an audience nobody carries deleted": lambda w: Audience.objects.get(slug="nouveau").delete(),
    "a tag renamed": lambda w: w.save(Tag, {"name": "covoiturage"}, name="autopartage"),
    "a tag deleted": lambda w: Tag.objects.filter(name="autopartage").delete(),
    "a basin renamed": lambda w: w.save(Basin, {"pk": w.basin.pk}, name="Liège et environs"),
    "a territory renamed": lambda w: w.save(Territory, {"pk": w.basin.territory_id}, name="Wallonie"),
    "a territory’s own words": lambda w: w.save(
        Territory, {"pk": w.basin.territory_id}, labels={"basin": "bassin EFE"}
    ),
    "a municipality renamed and placed": lambda w: w.save(
        Municipality, {"code": "BE:62063"}, name="Lîdje", latitude=50.6
    ),
    "a municipality merged into another": lambda w: w.save(Municipality, {"code": "BE:62063"}, successor=w.successor),
    "a municipality of no basin": lambda w: w.save(Municipality, {"code": "BE:62099"}, basin=None),
    "a municipality deleted": lambda w: Municipality.objects.get(code="BE:62099").delete(),
    "a structure renamed by its source": lambda w: w.deliver(
        a_structure(nom="La Grande Ourse", **LIEGE), a_service("1", **LIEGE), a_service("2", **LIEGE)
    ),
    "a structure completed": lambda w: complete(
        organisation=w.entered, by=w.boss, texts=dict.fromkeys(Organisation.OWN, "") | {"own_description": "Un lieu"},
        sectors=[Sector.objects.first()], version=0,  # type: ignore[list-item]
    ),
    "a sector renamed": lambda w: w.save(Sector, {"pk": Sector.objects.first().pk}, label="Autrement"),  # type: ignore[union-attr]
    "a structure opened": lambda w: claiming.open_to_everyone(organisation=w.entered),
    "a structure entrusted": claimed,
    "two structures merged": lambda w: merge(
        merged=Organisation.objects.get(name="La Grande Ourse"), kept=w.entered, by=w.boss
    ),
    "and parted": undone,
    "a service withdrawn": lambda w: w.deliver(
        a_structure(nom="La Grande Ourse", **LIEGE), a_service("1", **LIEGE), confirm_withdrawals=True
    ),
    "a service back": lambda w: w.deliver(
        a_structure(nom="La Grande Ourse", **LIEGE), a_service("1", **LIEGE), a_service("2", **LIEGE)
    ),
    "a profile closed to strangers": lambda w: w.profile(name_shown=Shown.MEMBERS),
    "a profile opened": lambda w: w.profile(name_shown=Shown.EVERYONE, helps_with="Aux transports"),
    "a name changed": lambda w: w.save(User, {"pk": w.person.pk}, last_name="Fagnoulle"),
    "an account suspended": lambda w: w.save(User, {"pk": w.person.pk}, is_active=False),
    "an account opened again": lambda w: w.save(User, {"pk": w.person.pk}, is_active=True),
    "an account put into a group": lambda w: w.person.groups.add(Group.objects.create(name="Autres")),
    "the site’s root moved": lambda w: w.save(Site, {"is_default_site": True}, hostname="ailleurs.example", port=80),
    "a municipality out of its basin": lambda w: w.save(Municipality, {"code": "BE:62063"}, basin=None),
    "a basin deleted": lambda w: Basin.objects.get(pk=w.basin.pk).delete(),
    "an account deleted": lambda w: erase_person(w.person),
    "a folder deleted": lambda w: w.page("Mobilité", "delete"),
}  # fmt: skip


class Commits:
    """Looks, each time a transaction of the test ends, for what differs from the index and is owed by nobody."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.unpaid: set[Ref] = set()
        self.looking, self.seen = False, 0
        self.held = connection.savepoint_commit
        monkeypatch.setattr(connection, "savepoint_commit", self.commit)

    def commit(self, savepoint: str) -> None:
        self.held(savepoint)
        if not connection.savepoint_ids and not self.looking:
            self.looking, self.seen = True, self.seen + 1
            self.unpaid |= unpaid()
            self.looking = False


def owed() -> set[Ref]:
    return {Ref(e.kind, e.key) for e in IndexEntry.objects.all() if e.indexed < e.version}


def unpaid() -> set[Ref]:
    """What differs from the index though neither the ledger nor a task waits to say so."""
    return set() if following().exists() else set(check().wrong) - owed()


def following() -> Any:
    """Tasks that wait to find out what else reads otherwise."""
    return DBTaskResult.objects.ready().filter(task_path__regex=rf"\.({'|'.join(FOLLOWERS)})$")


def test_every_write_owes_what_it_changes_in_its_own_transaction_and_pays_it(
    tmp_path: Path, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    world = World(tmp_path)
    rebuild()
    work()
    assert check().documents > 10
    for name, write in WRITES.items():
        with subtests.test(name):
            with monkeypatch.context() as watched:
                commits = Commits(watched)
                write(world)
            assert commits.unpaid == set(), "as it commits"
            assert commits.seen or unpaid() == set(), "as it commits, in one statement"
            if not following().exists():
                catch_up()  # All that differs is in the ledger: the worker has nothing else to find out.
                continue
            work()
            left = check()
            if left.wrong:
                mend(left)  # A hole is told once.
            assert left.wrong == [], "once the tasks have run"
    work()
    assert check().wrong == []


def test_what_is_given_up_owes_nothing(tmp_path: Path) -> None:
    world = World(tmp_path)
    before = ledger()
    for name in ("a page published again", "a folder closed", "a theme renamed", "a profile opened", "a tag renamed"):
        with transaction.atomic():
            WRITES[name](world)
            assert ledger() != before, name
            transaction.set_rollback(True)
        assert ledger() == before, name


def ledger() -> tuple[set[Any], int]:
    """What is owed, by the ledger and by tasks."""
    return set(IndexEntry.objects.values_list("kind", "key", "version")), DBTaskResult.objects.count()
