"""Finding the organisation where one works by a few words of its name."""

from django.db.models import QuerySet

from accounts.models import Organisation
from cards.kinds import Viewer
from territories.spelling import fold

MOST = 10
_MOST_WORDS = 8


def named(text: str, viewer: Viewer) -> QuerySet[Organisation]:
    """Organisations that this person may see and whose name holds all these words, in any order, accents or not."""
    words = fold(text).split()[:_MOST_WORDS]
    found = Organisation.objects.visible_to(viewer)
    for word in words:
        found = found.filter(folded__contains=word)
    keys = list(found.order_by("name").values_list("pk", flat=True)[:MOST]) if words else []
    return Organisation.objects.filter(pk__in=keys).order_by("name")


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same to whoever writes them."""
    return fold(one).split() == fold(other).split()
