"""Where a page to be stands beside those that are there: the same, another's, or one that looks like it."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from fichesactions.models import KnowledgePage
from imports.models import Made
from imports.words import alike, weighty

PAGE, REVISED, IMAGE = "page", "revised", "image"
LIKE_ENOUGH = 0.75
_MOST_SHOWN = 3


def is_untouched(page: KnowledgePage) -> bool:
    """A draft that imports alone have written: nobody saved it, published it or retired it since."""
    if page.live or page.first_published_at is not None:
        return False
    made = Made.objects.filter(kind__in=[PAGE, REVISED], key=str(page.pk), mark=str(page.latest_revision_id))
    return made.exists()


def edit_url(page_id: int) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page_id])


class Likeness:
    """Titles that are there, found by the words they share."""

    def __init__(self) -> None:
        self._titles: list[tuple[str, str, str, frozenset[str]]] = []
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for pk, title, key in KnowledgePage.objects.values_list("pk", "draft_title", "source_id").iterator():
            self.add(title, edit_url(pk), key or "")

    def add(self, title: str, url: str, key: str) -> None:
        """One more title."""
        words = weighty(title)
        for word in words:
            self._by_word[word].add(len(self._titles))
        self._titles.append((title, url, key, words))

    def of(self, title: str, key: str) -> list[tuple[str, str]]:
        """Titles and addresses of what looks like it, itself aside."""
        words = weighty(title)
        # A title that shares three quarters of its words shares its rarest ones: common words need not be followed.
        rare = sorted(words, key=lambda word: len(self._by_word[word]))[: max(1, len(words) // 4 + 1)]
        near = (self._titles[rank] for rank in sorted(set[int]().union(*(self._by_word[word] for word in rare))))
        found: Iterable[tuple[str, str]] = (
            (name, url) for name, url, other, said in near if other != key and alike(words, said) >= LIKE_ENOUGH
        )
        return list(found)[:_MOST_SHOWN]
