"""The searches a member keeps, as they read them: what each asks, in words, and whether there is something new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from notifications.models import Notification
from search.by_address import address, url_of_newest
from search.models import SavedSearch
from search.saved.actions import NEWS
from search.saved.forms import SavedSearchForm

JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Line:
    """One of them."""

    saved: SavedSearch
    is_new: bool
    """Something came that its keeper has not read."""
    form: SavedSearchForm | None = None

    @property
    def feed(self) -> str:
        """The end of the address of its feed, which shows what everybody may see."""
        return address(self.saved.path, self.saved.held, self.saved.params)

    @property
    def url(self) -> str:
        """The list, what is newest first when there is something new."""
        return url_of_newest(self.saved) if self.is_new else self.saved.get_absolute_url()


def brief(person_id: int, size: int) -> list[Line]:
    """The first few by name. Two queries."""
    return [Line(saved, is_new) for saved, is_new in _with_news(person_id, size)]


def shelf(person_id: int, wrong: SavedSearchForm | None = None) -> Sequence[Line]:
    """All of them (their number is limited), each with its form; `wrong` is one that was filled in wrongly."""
    return [
        Line(saved, is_new, wrong if wrong and wrong.instance.pk == saved.pk else form_of(saved))
        for saved, is_new in _with_news(person_id, None)
    ]


def form_of(saved: SavedSearch, typed: QueryDict | None = None) -> SavedSearchForm:
    """The form of one among others on its page."""
    return SavedSearchForm(typed, instance=saved, auto_id=f"id_%s_{saved.pk}")


def just_removed(person_id: int) -> SavedSearch | None:
    """What they let go a moment ago."""
    lately = SavedSearch.objects.filter(person=person_id, removed_at__gte=timezone.now() - JUST_NOW)
    return lately.order_by("-removed_at").first()


def _with_news(person_id: int, size: int | None) -> list[tuple[SavedSearch, bool]]:
    unread = Notification.objects.unread().filter(recipient=person_id, event=NEWS)
    news = set(unread.order_by().values_list("key", flat=True).distinct())
    return [(saved, str(saved.pk) in news) for saved in SavedSearch.objects.of(person_id)[:size]]
