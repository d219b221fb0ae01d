"""What the templates of pages ask for: the way here, what is near, what a page says in a machine's words."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Page

from accounts.models import Organisation, Profile
from cards.kinds import Card
from cards.momentary import only_for_now
from cards.structured import data_block
from fichesactions.cards import KIND, PageKind, cards_of
from fichesactions.freshness import month_in_words
from fichesactions.models import Folder, KnowledgePage, PracticeIndexPage, SheetIndexPage, Toolbox
from fichesactions.models.filing import Filed
from fichesactions.models.group_kinds import group_kind_labels
from fichesactions.models.visibility import visible_q
from fichesactions.origins import organisations_behind
from fichesactions.tables import tables
from fichesactions.way import HOME_DEPTH, Way
from search.alike import alike
from search.document import reader_keys
from search.port import Query, SearchUnavailableError
from territories.models import Basin
from vocabulary.models import Theme

register = template.Library()

LATEST = 4
RELATED = 3
SHELVES = (SheetIndexPage, PracticeIndexPage, Toolbox)
register.filter("month_in_words", month_in_words)
register.filter("tables", tables)


@register.filter
def kind_of(page: KnowledgePage) -> PageKind:
    """The words and the icon of its kind."""
    return KIND[page.kind]


@register.simple_tag(takes_context=True)
def feeds(context: dict[str, Any]) -> list[tuple[str, str]]:
    """The feeds that fit this list: of everything, and of each theme and basin it is filtered by."""
    asked = context["request"].GET
    found = [("Fil des nouveautés", reverse("feed"))]
    if slugs := asked.getlist("theme"):
        themes = Theme.objects.filter(slug__in=slugs)
        found += [(f"Fil « {theme.label} »", reverse("theme_feed", args=[theme.slug])) for theme in themes]
    if slugs := asked.getlist("bassin"):
        basins = Basin.objects.filter(slug__in=slugs)
        found += [(f"Fil « {basin.name} »", reverse("basin_feed", args=[basin.slug])) for basin in basins]
    return found


@register.simple_tag(takes_context=True)
def trail(context: dict[str, Any], page: Page) -> list[tuple[str, str]]:
    """The way to this page, by pages that its reader may see; a draft is previewed without the view that read it."""
    way = context.get("way") or Way(page)
    above = way.above if way.is_open_to(context["request"]) else []
    return [("Accueil" if step.depth == HOME_DEPTH else step.title, step.url) for step in above]


@register.simple_tag(takes_context=True)
def origins(context: dict[str, Any], page: KnowledgePage) -> Sequence[Organisation]:
    """The structures it comes from that its reader may see: one query when it has any."""
    return organisations_behind((int(row.slug) for row in page.filed["origins"]), context["request"].user)


@register.simple_tag(takes_context=True)
def latest_cards(context: dict[str, Any]) -> list[Card]:
    """What was published last, of the three kinds."""
    pages = KnowledgePage.objects.visible_to(context["request"].user).order_by("-first_published_at", "-pk")
    return cards_of(pages[:LATEST])


@register.simple_tag(takes_context=True)
def related_cards(context: dict[str, Any], page: KnowledgePage) -> list[Card]:
    """At most three pages that share its themes, those that share most first; none while the engine is away."""
    themes = [theme.slug for theme in page.filed["themes"]]
    viewer = context["request"].user
    query = Query(reader_keys(viewer), filters={"kind": tuple(KIND)}, limit=RELATED + 1)
    try:
        hits = alike(query, themes=themes) if themes else ()
    except SearchUnavailableError:
        only_for_now(context["request"])
        return []
    keys = [hit.ref.key for hit in hits if hit.ref != page.ref][:RELATED]
    pages = KnowledgePage.objects.visible_to(viewer).filter(pk__in=keys)
    cards = {card.ref.key: card for card in cards_of(pages, marked=False)} if keys else {}
    return [cards[key] for key in keys if key in cards]


@register.simple_tag(takes_context=True)
def cards_below(context: dict[str, Any], folder: Folder) -> list[Card]:
    """What a folder holds, for this reader."""
    return cards_of(KnowledgePage.objects.child_of(folder).visible_to(context["request"].user).order_by("title"))


@register.simple_tag(takes_context=True)
def folders_below(context: dict[str, Any], page: Page) -> list[Folder]:
    """The folders kept here that this reader may open."""
    folders = Folder.objects.exact_type(Folder)  # By its type, few; by their path, every page would be read.
    return list(folders.child_of(page).visible_to(context["request"].user).order_by("title"))


@register.simple_tag(takes_context=True)
def shelves(context: dict[str, Any]) -> list[Page]:
    """Sheets, practices, tools: the lists this reader may open, in their order in the tree."""
    shown = Page.objects.type(*SHELVES).filter(visible_q(context["request"].user)).order_by("path")
    return list(shown.only("title", "url_path"))


@register.simple_tag(takes_context=True)
def credited(context: dict[str, Any], page: KnowledgePage) -> list[tuple[Filed, str]]:
    """Who wrote it, each with the address of their page when this reader may see it and they are credited under the
    name they have there: one query when somebody has an account."""
    people = page.filed["contributors"]
    accounts = [int(person.slug) for person in people if person.slug]
    seen = Profile.objects.visible_to(context["request"].user).filter(pk__in=accounts) if accounts else None
    named = seen.select_related("user") if seen is not None else ()
    pages = {(str(one.pk), one.user.get_full_name()): one.get_absolute_url() for one in named}
    return [(person, pages.get((person.slug, person.name), "")) for person in people]


@register.simple_tag
def contents(page: KnowledgePage, attachments: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Its table of contents: anchor and title of each part that says something."""
    entries = [(section.anchor, section.title) for section, _ in page.filled_sections]
    return [*entries, ("documents", "Documents")] if attachments else entries


@register.filter
def user_labels(page: KnowledgePage) -> list[str]:
    """Who uses it, in words."""
    if not page.used_by:
        return []
    labels = group_kind_labels()
    return [labels[slug] for slug in page.used_by if slug in labels]


@register.simple_tag
def json_ld(page: KnowledgePage) -> SafeString:
    """The page for search engines (schema.org), as a block of data that no browser runs."""
    return data_block(
        {
            "@type": "Article",
            "headline": page.title,
            "description": page.description,
            "inLanguage": "fr",
            "url": f"{settings.BASE_URL}{page.get_url()}",
            "datePublished": page.first_published_at and page.first_published_at.isoformat(),
            "dateModified": page.last_published_at and page.last_published_at.isoformat(),
            "author": [{"@type": "Person", "name": person.name} for person in page.filed["contributors"]],
            "about": [theme.label for theme in page.filed["themes"]],
            "publisher": {"@type": "Organization", "name": settings.SITE_NAME},
        }
    )
