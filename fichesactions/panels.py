"""Pages of knowledge on the pages of others: « Mon espace », a place, a person."""

from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Trim
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, TaskState, WorkflowState

from accounts.models import User
from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref, number_of
from fichesactions.cards import cards_of
from fichesactions.models import KnowledgePage
from fichesactions.origins import pages_from
from offers.cards import cards_of as cards_of_offers
from offers.models import Offer
from search.engines import engine
from search.newest import newest
from territories.models import Basin, runs_the_site

SHOWN = 6
SHOWN_OF_A_PLACE = 4
NEW_OF_A_KIND = 3
MOST_OF_A_PERSON = 24
NEW = timedelta(days=30)


def my_drafts(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Pages one has begun or changed and not published, with those that are being reviewed."""
    if not _edits(viewer):
        return None
    mine = Q(owner=viewer.pk) | Q(latest_revision__user=viewer.pk)
    drafts = KnowledgePage.objects.filter(mine, alias_of=None, has_unpublished_changes=True)
    read = drafts.order_by("-latest_revision_created_at", "-pk").only(
        "draft_title", "title", "latest_revision_created_at", "live"
    )
    pages = list(read[: SHOWN + 1])
    if not pages:
        return None
    reviewed = WorkflowState.objects.filter(
        object_id__in=[str(page.pk) for page in pages], status=WorkflowState.STATUS_IN_PROGRESS
    )
    waiting = set(reviewed.values_list("object_id", flat=True))
    lines = [(page, str(page.pk) in waiting) for page in pages[:SHOWN]]
    return Panel("Mes brouillons", "fichesactions/_my_drafts.html", {"lines": lines, "more": len(pages) > SHOWN})


def waiting_for_my_review(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Pages that others wrote and that this person may approve, the oldest first."""
    if not _edits(viewer):
        return None
    theirs = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exclude(
        workflow_state__requested_by=viewer.pk
    )
    if not runs_the_site(viewer):
        theirs = theirs.filter(task__in=GroupApprovalTask.objects.filter(groups__user=viewer.pk))
    read = theirs.select_related("revision", "workflow_state").defer("revision__content")
    states = list(read.order_by("started_at", "pk")[: SHOWN + 1])
    if not states:
        return None
    context = {"states": states[:SHOWN], "more": len(states) > SHOWN}
    return Panel("À relire", "fichesactions/_my_reviews.html", context)


def _edits(viewer: Viewer) -> bool:
    return isinstance(viewer, User) and viewer.has_perm("wagtailadmin.access_admin")


def news_of_my_basin(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Pages and services of one's basin that are new or were touched in the last thirty days."""
    basin = Basin.objects.filter(slug__in=facets.get("basin", ())).first()
    if basin is None:
        return None
    since = timezone.now() - NEW
    pages = KnowledgePage.objects.visible_to(viewer).filter(basins=basin, first_published_at__gte=since)
    offers = Offer.objects.visible_to(viewer).published().for_cards()
    touched = offers.filter(municipality__basin=basin, updated_on__gte=since.date()).order_by("-updated_on", "-pk")
    cards = [
        *cards_of(pages.order_by("-first_published_at", "-pk")[:NEW_OF_A_KIND]),
        *cards_of_offers(touched[:NEW_OF_A_KIND]),
    ]
    context = {"cards": cards, "basin": basin}
    return Panel(f"Du côté de {basin.name}", "fichesactions/_news_of_my_basin.html", context)


def credited_to(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a member's page: what they are credited for under their own name. Another name is one they hid behind."""
    person = number_of(ref.key) if ref else None
    if person is None:
        return None
    own_name = Trim(Concat(F("contributors__user__first_name"), Value(" "), F("contributors__user__last_name")))
    credited = Q(contributors__user=person, contributors__name=own_name)
    pages = KnowledgePage.objects.visible_to(viewer).filter(credited).distinct()
    cards = cards_of(pages.order_by("-first_published_at", "-pk")[:MOST_OF_A_PERSON], marked=False)
    return Panel("Pages écrites", "fichesactions/_of_the_person.html", {"cards": cards}) if cards else None


def pages_of_the_organisation(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a structure's page: what it does, as told in sheets, practices and tools."""
    organisation = number_of(ref.key) if ref else None
    if organisation is None:
        return None
    cards = cards_of(
        pages_from(organisation, viewer).order_by("-first_published_at", "-pk")[:MOST_OF_A_PERSON], marked=False
    )
    return (
        Panel("Ses fiches et pratiques", "fichesactions/_of_the_organisation.html", {"cards": cards}) if cards else None
    )


KNOWLEDGE = ("sheet", "practice", "tool")


def pages_of_the_place(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a basin's or a territory's page: sheets, practices and tools of there, the newest first, and how many."""
    basins = tuple(facets.get("basin", ()))
    if not basins:
        return None
    found = engine().search(newest(KNOWLEDGE, basins, viewer, SHOWN_OF_A_PLACE))
    keys = [int(hit.ref.key) for hit in found.hits]
    pages = KnowledgePage.objects.filter(pk__in=keys).visible_to(viewer)
    cards = sorted(cards_of(pages, marked=False), key=lambda card: keys.index(int(card.ref.key)))
    asked = urlencode({"bassin": basins, "sorte": KNOWLEDGE}, doseq=True)
    feed = reverse(f"{ref.kind}_feed", args=[ref.key]) if ref else ""
    context = {"cards": cards, "total": found.total, "url": f"{reverse('search')}?{asked}", "feed": feed}
    return Panel("Fiches et pratiques", "fichesactions/_of_the_place.html", context)
