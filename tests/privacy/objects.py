"""One object of every sort, each with a canary word of its own in its title or in the piece that must not leak.

They share a theme, so that « related content » may show any of them, and have gone through an editor's real gestures.
"""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from hashlib import sha256
from operator import or_
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from accounts.models import Application, Claim, Invitation, Kept, Organisation, User
from accounts.structures.events import OrganisationsChanged
from feedback.models import Remark
from fichesactions.models import (
    ActionSheet,
    Attachment,
    Contributor,
    Folder,
    GoodPractice,
    KnowledgePage,
    SiteDocument,
    SiteImage,
    SiteRendition,
    Tool,
)
from fichesactions.models.indexes import PracticeIndexPage, SheetIndexPage, Toolbox
from offers.models import Offer
from outbox.events import record
from territories.models import Basin, StateOfPlay
from tests.offers.factories import a_service, a_structure, deliver
from tests.territories.factories import BasinFactory
from vocabulary.models import Theme

THEME = "mobilite"
BASIN = "verviers"
THEME_OF_OFFERS = "mobilite--etre-accompagne-dans-son-parcours-mobilite"
ROLES = ("visitor", "member", "circle", "superuser")
SEES = {
    "-": (),
    "visitor": ROLES,
    "member": ("member", "circle", "superuser"),
    "circle": ("circle", "superuser"),
    "superuser": ("superuser",),
}


@dataclass(frozen=True, slots=True)
class Planted:
    """An object in place: where its page is, and the word that gives it away."""

    canary: str
    path: str
    kind: str
    file: str = ""
    """Its own address, for a picture or a document, whose words are in it."""


def people() -> dict[str, User | None]:
    """Somebody in each role."""
    circle = Group.objects.create(name="Cercle")
    member = User.objects.create_user("membre@exemple.test", "x", first_name="Aïcha")
    insider = User.objects.create_user("cercle@exemple.test", "x", first_name="Sonia")
    insider.groups.add(circle)
    return {
        "visitor": None,
        "member": member,
        "circle": insider,
        "superuser": User.objects.create_superuser("admin@exemple.test", "x", first_name="Nadia"),
    }


def canary(name: str) -> str:
    """A word nobody writes, far from every other: letters only, drawn from the name."""
    return "zq" + sha256(name.encode()).hexdigest()[:20].translate(str.maketrans("0123456789", "ghijklmnop"))


def _page(model: type[KnowledgePage], parent: Page, name: str) -> KnowledgePage:
    title = f"Covoiturage {canary(name)}"
    page = model(title=title, slug=canary(name), summary="Aller au travail ensemble.")
    parent.add_child(instance=page)
    page.themes.set([Theme.objects.get(slug=THEME)])
    page.basins.set([Basin.objects.get(slug=BASIN)])
    page.save_revision().publish()
    return page


def _close(page: Page, group: Group | None = None) -> None:
    kind = PageViewRestriction.GROUPS if group else PageViewRestriction.LOGIN
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    if group:
        restriction.groups.add(group)


def plant(folder: Path) -> dict[str, Planted]:
    """Make every object of the matrix, by name."""
    sheets, practices, tools = (m.objects.get() for m in (SheetIndexPage, PracticeIndexPage, Toolbox))
    circle = Group.objects.get(name="Cercle")
    BasinFactory(slug=BASIN)
    closed = Folder(title="Dossier réservé", slug="dossier-reserve")
    sheets.add_child(instance=closed)
    closed.save_revision().publish()
    _close(closed, circle)

    made: dict[str, KnowledgePage] = {}
    for name, model, shelf in (
        ("sheet_public", ActionSheet, sheets),
        ("practice_public", GoodPractice, practices),
        ("tool_public", Tool, tools),
        ("sheet_newer_draft", ActionSheet, sheets),
        ("sheet_withdrawn", ActionSheet, sheets),
        ("sheet_deleted", ActionSheet, sheets),
        ("sheet_members", ActionSheet, sheets),
        ("practice_members", GoodPractice, practices),
        ("tool_members", Tool, tools),
        ("sheet_circle", ActionSheet, sheets),
        ("sheet_in_closed_folder", ActionSheet, closed),
        ("sheet_moved_into_closed_folder", ActionSheet, sheets),
    ):
        made[name] = _page(model, shelf, name)
    _draft(sheets, made)
    _neighbour(sheets)
    for name in ("sheet_members", "practice_members", "tool_members"):
        _close(made[name])
    _close(made["sheet_circle"], circle)
    made["sheet_withdrawn"].unpublish()
    made["sheet_moved_into_closed_folder"].move(closed, pos="last-child")
    planted = {name: Planted(canary(name), _path(page), page.kind) for name, page in made.items()}
    made["sheet_deleted"].delete()
    others = (_plant_offers(folder), _plant_organisations(), _plant_author(made["sheet_public"]), _plant_files(sheets))
    own = (_plant_drafts_of_places(), _plant_what_people_keep_to_themselves(planted["sheet_public"]))
    return reduce(or_, (*others, *own), planted)


def _neighbour(sheets: Page) -> None:
    """A public page of the same theme, on which related content is shown."""
    page = _page(ActionSheet, sheets, "neighbour")
    page.title, page.slug = "Fiche voisine", "voisine"
    page.save_revision().publish()


def _draft(sheets: Page, made: dict[str, KnowledgePage]) -> None:
    """What is written but not published: a first draft, a newer draft of a published sheet, one due tomorrow."""
    draft = ActionSheet(title=f"Covoiturage {canary('sheet_draft')}", slug=canary("sheet_draft"), live=False)
    sheets.add_child(instance=draft)
    draft.save_revision()
    later = ActionSheet(title=f"Covoiturage {canary('sheet_not_yet')}", slug=canary("sheet_not_yet"), live=False)
    later.go_live_at = timezone.now() + timedelta(days=1)
    sheets.add_child(instance=later)
    later.save_revision().publish()
    made |= {"sheet_draft": draft, "sheet_not_yet": later}
    newer = made["sheet_newer_draft"]
    newer.title, newer.slug = "Covoiturage publié", "covoiturage-publie"
    newer.save_revision().publish()
    newer.title = f"Covoiturage {canary('sheet_newer_draft')}"
    newer.save_revision()


def _path(page: Page) -> str:
    return str(Page.objects.get(pk=page.pk).get_url())


def _plant_offers(folder: Path) -> dict[str, Planted]:
    """Brought in by deliveries, the second of which no longer holds one of them."""

    def service(name: str, **fields: Any) -> dict[str, Any]:
        return a_service(name, nom=f"Covoiturage {canary(name)}", thematiques=[THEME_OF_OFFERS], **fields)

    hidden = a_service(
        "offer_contact_person", contact_nom_prenom=canary("offer_contact_person"), thematiques=[THEME_OF_OFFERS]
    )
    theirs, somebody = {"structure_id": "essai--structure-2"}, canary("address_of_a_person")
    addressed = a_service(
        "address_of_a_person",
        contact_nom_prenom=f"Camille {somebody}",
        courriel=f"c.{somebody}@voisine.example",
        thematiques=[THEME_OF_OFFERS],
        **theirs,
    )
    office = a_structure("2", nom="La Voisine", courriel=f"{somebody}@voisine.example")
    lent = a_service("lent", nom="Service prêté", thematiques=[THEME_OF_OFFERS], **theirs)
    neighbour = a_service("voisin", nom="Service voisin", thematiques=[THEME_OF_OFFERS])
    kept = [a_structure(), office, service("offer_public"), hidden, addressed, lent, neighbour]
    deliver(folder, *kept, service("offer_withdrawn"))
    deliver(folder, *kept, confirm_withdrawals=True)
    names = ("offer_public", "offer_withdrawn", "offer_contact_person", "address_of_a_person")
    offers = {name: Offer.objects.get(source_id=f"essai--{name}") for name in names}
    planted = {name: Planted(canary(name), o.get_absolute_url(), "offer") for name, o in offers.items()}
    pages = {
        "lent_address": Offer.objects.get(name="Service prêté"),
        "structure": Organisation.objects.get(name="La Voisine"),
    }
    return planted | {
        f"{name}_of_a_person": Planted(somebody, p.get_absolute_url(), "offer") for name, p in pages.items()
    }


def _plant_organisations() -> dict[str, Planted]:
    """One that a source delivered, and one that a member entered, not opened yet."""
    planted = {}
    for name, source in (("organisation_public", "essai"), ("organisation_members", "")):
        made = Organisation(name=f"Covoiturage {canary(name)}", slug=canary(name), source=source)
        made.source_id = f"essai--{name}" if source else None
        made.save()
        planted[name] = Planted(canary(name), made.get_absolute_url(), "organisation")
    word = canary("claimant")
    claimant = User.objects.create_user("demande@exemple.test", "x", first_name="Zoé", last_name=word)
    public = Organisation.objects.get(slug=canary("organisation_public"))
    Claim.objects.create(organisation=public, user=claimant, word=word, asked_at=timezone.now())
    planted["claimant"] = Planted(word, public.get_absolute_url(), "organisation")
    with transaction.atomic():
        record(OrganisationsChanged(tuple(each.ref for each in Organisation.objects.all())))
    return planted


def _plant_drafts_of_places() -> dict[str, Planted]:
    """A draft of a state of play with its report, beside one that is published."""
    basin = Basin.objects.get(slug=BASIN)
    planted = {}
    for day, name in ((date(2026, 1, 1), "edition_public"), (date(2026, 9, 1), "edition_draft")):
        word, published = canary(name), name == "edition_public"
        state = StateOfPlay(basin=basin, dated=day, published=published, strengths=word, author="", summary=word)
        state.report.save(f"{word}.txt", ContentFile(word.encode()))
        state.figures.create(label="x", value=word, source="y", as_of="2026")
        report = f"/territoires/etats-des-lieux/{state.pk}/rapport/"
        planted[name] = Planted(word, state.get_absolute_url(), "basin", file=report)
    return planted


def _plant_what_people_keep_to_themselves(sheet: Planted) -> dict[str, Planted]:
    """Said of a public page or kept of it by one person: nobody reads it there."""
    page = KnowledgePage.objects.get(slug=canary("sheet_public"))
    owner = User.objects.create_user("garde@exemple.test", "x", first_name="Inès")
    names = ("remark", "way_to_answer_a_remark", "note_of_a_kept_page", "invitation", "application")
    words = {name: canary(name) for name in names}
    remark, contact = words["remark"], words["way_to_answer_a_remark"]
    Remark.objects.create(visit="v", kind="sheet", key=str(page.pk), text=remark, reason="other", contact=contact)
    Kept.objects.create(person=owner, kind="sheet", key=str(page.pk), note=words["note_of_a_kept_page"])
    Invitation.objects.create(
        email=f"{words['invitation']}@exemple.test", invited_by=owner, token_hash="x", expires_at=timezone.now()
    )
    Application.objects.create(email="a@exemple.test", first_name="A", last_name=words["application"])
    return {name: Planted(word, sheet.path, "sheet") for name, word in words.items()}


DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
"""A picture of one point; whatever follows it in its file is no part of it."""


def _plant_files(sheets: Page) -> dict[str, Planted]:
    """A document and a picture of a closed sheet; a document kept in a closed collection, on a public one."""
    root = Collection.get_first_root_node()
    among_us = root.add_child(name="Entre nous")
    CollectionViewRestriction.objects.create(collection=among_us, restriction_type=CollectionViewRestriction.LOGIN)
    places = {
        "document_of_members_sheet": root,
        "document_in_closed_collection": among_us,
        "picture_of_members_sheet": root,
    }
    planted = {}
    for number, (name, collection) in enumerate(places.items()):
        word = canary(name)
        file = ContentFile(DOT + word.encode(), f"fichier-{number}.png")
        page = ActionSheet(title=f"Dossier {number}", slug=f"dossier-{number}")
        if name.startswith("picture"):
            page.illustration = SiteImage.objects.create(title=word, description=word, file=file, collection=collection)
            url = SiteRendition.objects.create(image=page.illustration, file=file, filter_spec="width-960").url
        else:
            document = SiteDocument.objects.create(title=word, file=file, collection=collection)
            page.attachments = [Attachment(document=document, label=word)]
            url = document.url
        sheets.add_child(instance=page)
        page.save_revision().publish()
        if name.endswith("members_sheet"):
            _close(page)
        planted[name] = Planted(word, _path(page), "sheet", file=url)
    return planted


def _plant_author(sheet: KnowledgePage) -> dict[str, Planted]:
    """Somebody credited on a public sheet: shown by the name they chose, never by their address."""
    word = canary("editor_address")
    author = User.objects.create_user(f"{word}@exemple.test", "x", first_name="Luc", last_name="Fagnoul")
    Contributor.objects.create(page=sheet, name="Luc Fagnoul", user=author)
    return {"editor_address": Planted(word, _path(sheet), "sheet")}


Reader = Callable[[str], str]
"""Fetches an address as somebody, and gives the text of the answer."""
