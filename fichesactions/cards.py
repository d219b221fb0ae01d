"""How sheets, practices and tools are shown in any list, and handed to search."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from cards.kinds import Card, Mark, Viewer
from cards.refs import numbers_of
from fichesactions.documents import document_of, readers_of
from fichesactions.freshness import freshness
from fichesactions.models import ActionSheet, Contributor, GoodPractice, KnowledgePage, Tool, ref_of
from fichesactions.models.visibility import VisiblePageQuerySet
from search.document import Document
from vocabulary.marks import marks_by_thing

ON_A_CARD = ("title", "url_path", "content_type_id", "summary", "verified_on", "next_review")
"""All that is read of a page in a list: its texts are long."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page, as config/kinds.py lists it."""

    model: type[KnowledgePage]
    label: str
    plural: str
    icon: str

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        """Cards of those that this reader may see: one query, and two for themes and authors."""
        pages = KnowledgePage.objects.filter(
            pk__in=numbers_of(keys), **{f"{self.model._meta.model_name}__isnull": False}
        )
        return {card.ref.key: card for card in cards_of(pages.visible_to(viewer))}

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        """Documents of those that someone may find, each with its readers."""
        pages = list(
            self.model.objects.filter(pk__in=numbers_of(keys), live=True, alias_of=None).prefetch_related(
                "themes__parent", "audiences", "topics", "stages", "sectors", "basins", "tags", "contributors"
            )
        )
        readers = readers_of(pages)
        return {str(page.pk): document_of(page, readers[page.pk]) for page in pages if readers[page.pk]}

    def all_keys(self) -> Iterator[str]:
        """Keys of all published pages of this kind."""
        keys = self.model.objects.filter(live=True, alias_of=None).order_by("pk").values_list("pk", flat=True)
        return (str(key) for key in keys.iterator(chunk_size=2000))

    def titles(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, str]:
        """Titles of those that this reader may see."""
        pages = self.model.objects.filter(pk__in=numbers_of(keys)).visible_to(viewer).order_by()
        return {str(key): title for key, title in pages.values_list("pk", "title")}

    def named_like(self, words: Sequence[str], viewer: Viewer, limit: int) -> Sequence[str]:
        """Keys of those whose title holds all these words, when the engine is away."""
        named = Q()
        for word in words:
            named &= Q(title__icontains=word)
        pages = self.model.objects.visible_to(viewer).filter(named).order_by("title")
        return [str(key) for key in pages.values_list("pk", flat=True)[:limit]]


sheet = PageKind(ActionSheet, "Fiche action", "Fiches actions", "sheet")
practice = PageKind(GoodPractice, "Bonne pratique", "Bonnes pratiques", "practice")
tool = PageKind(Tool, "Outil", "Outils", "tool")

KIND: Mapping[str, PageKind] = {"sheet": sheet, "practice": practice, "tool": tool}


def cards_of(pages: VisiblePageQuerySet, *, marked: bool = True) -> list[Card]:
    """Cards of these pages, in their order. The caller has already asked `visible_to`. Three queries at most, one less
    without the marks, which cells do not draw."""
    rows = list(pages.only(*ON_A_CARD))
    keys = [page.pk for page in rows]
    if not keys:
        return []
    marks = marks_by_thing(KnowledgePage.themes.through, "knowledgepage", keys) if marked else {}
    authors: dict[int, list[Contributor]] = {}
    for person in Contributor.objects.filter(page__in=keys).only("page_id", "name", "organisation"):
        authors.setdefault(person.page_id, []).append(person)
    return [_card(page, marks.get(page.pk, ()), authors.get(page.pk, ())) for page in rows]


def _card(page: KnowledgePage, marks: tuple[Mark, ...], authors: Sequence[Contributor]) -> Card:
    ref = ref_of(page)
    kind = KIND[ref.kind]
    trust = freshness(page.verified_on, page.next_review, feminine=kind.model.feminine)
    return Card(
        ref=ref,
        title=page.title,
        url=page.get_url() or "",
        kind_label=kind.label,
        icon=kind.icon,
        summary=page.summary,
        facts=written_by(authors),
        freshness=trust.text if trust.state else "",
        freshness_state=trust.state,
        marks=marks,
    )


def written_by(people: Sequence[Contributor]) -> tuple[str, ...]:
    """Who wrote it, in a list: the first person, and how many with them."""
    if not people:
        return ()
    others = {0: "", 1: " et une autre personne"}.get(len(people) - 1, f" et {len(people) - 1} autres personnes")
    return (f"{people[0]}{others}",)
