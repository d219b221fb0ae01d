"""Finding the organisation where one works by a few words of its name."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Organisation
from cards.kinds import Viewer
from territories.spelling import fold

MOST = 10
_MOST_WORDS = 8
SEVERAL = "Plusieurs structures peuvent répondre à ce nom\u00a0: choisissez la vôtre ci-dessous."
NONE = "Aucune structure de ce nom n’est connue ici. Essayez avec moins de mots, ou laissez vide."


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


def meant(form: Any, said: str) -> Organisation | None:
    """Of those that the field `organisation` of this form offers, the only one so named. Else the form says why not,
    and its `matches` whether there are any to choose from."""
    found = list(form.fields["organisation"].queryset)
    exact = [each for each in found if same_name(said, each.name)]
    if len(exact) == 1:
        return exact[0]
    form.matches = bool(found)
    form.add_error("workplace", SEVERAL if found else NONE)
    return None
