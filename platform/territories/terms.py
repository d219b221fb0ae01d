"""A vocabulary as one territory sees it: without the values that exist only in the other country."""

from territories.models import Territory
from vocabulary.models import Term, TermQuerySet


def terms_for(territory: Territory | None, vocabulary: type[Term]) -> TermQuerySet[Term]:
    """The terms to offer there; all of them where no territory is meant. A read for forms and filters."""
    return vocabulary.objects.shown(territory.hidden_terms if territory else ())
