"""How sheets, practices and tools are shown in any list, and handed to search."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from cards.kinds import Card, Mark, Viewer
from fichesactions.documents import document_of, readers_of
from fichesactions.freshness import freshness
from fichesactions.models import ActionSheet, Contributor, GoodPractice, KnowledgePage, Tool, ref_of
from fichesactions.models.visibility import VisiblePageQuerySet
from search.document import Document
from vocabulary.models import Theme

MOST_MARKS = 2


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page, as config/kinds.py lists it."""

    model: type[KnowledgePage]
    label: str
    plural: str
    icon: str

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        """Cards of those that this reader may see: one query, and two for themes and authors."""
        pages = KnowledgePage.objects.filter(pk__in=_numbers(keys), **{f"{self.model._meta.model_name}__isnull": False})
        return {card.ref.key: card for card in cards_of(pages.visible_to(viewer))}

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        """Documents of those that someone may find, each with its readers."""
        pages = list(
            self.model.objects.filter(pk__in=_numbers(keys), live=True, alias_of=None).prefetch_related(
                "themes__parent", "audiences", "topics", "stages", "sectors", "basins", "tags", "contributors"
            )
        )
        readers = readers_of(pages)
        return {str(page.pk): document_of(page, readers[page.pk]) for page in pages if readers[page.pk]}

    def all_keys(self) -> Iterator[str]:
        """Keys of all published pages of this kind."""
        keys = self.model.objects.filter(live=True, alias_of=None).order_by("pk").values_list("pk", flat=True)
        return (str(key) for key in keys.iterator(chunk_size=2000))

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


def cards_of(pages: VisiblePageQuerySet) -> list[Card]:
    """Cards of these pages, in their order. The caller has already asked `visible_to`."""
    rows = pages.prefetch_related(
        Prefetch("themes", Theme.objects.select_related("parent")),
        Prefetch("contributors", Contributor.objects.order_by("sort_order")),
    )
    return [_card(page) for page in rows]


def _card(page: KnowledgePage) -> Card:
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
        facts=written_by(page.contributors.all()),
        freshness=trust.text if trust.state else "",
        freshness_state=trust.state,
        marks=marks_of(page.themes.all()),
    )


def written_by(contributors: Iterable[Contributor]) -> tuple[str, ...]:
    """Who wrote it, in a list: the first person, and how many with them."""
    people = list(contributors)
    if not people:
        return ()
    others = {0: "", 1: " et une autre personne"}.get(len(people) - 1, f" et {len(people) - 1} autres personnes")
    return (f"{people[0]}{others}",)


def marks_of(themes: Iterable[Theme]) -> tuple[Mark, ...]:
    """The themes as marks, each category once."""
    categories = {theme.parent or theme for theme in themes}
    return tuple(Mark(c.mark, c.label) for c in sorted(categories, key=lambda c: (c.position, c.label))[:MOST_MARKS])


def _numbers(keys: Sequence[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]
