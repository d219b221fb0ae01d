"""What those who answer needs do: say that one is settled, or that it is not."""

from django.db import models, transaction
from django.utils import timezone

from search.models import SettledNeed
from search.needs.report import shareable


class UnknownNeedError(Exception):
    """These words are on nobody's list: not looked for, or on too few days to be told."""


@transaction.atomic
def settle(*, words: str, basin: str, by: models.Model) -> SettledNeed:
    """Say that it is answered, in one basin or (none) everywhere; asked again from tomorrow on, it is back."""
    if not shareable().filter(words=words).exists():
        raise UnknownNeedError(words)
    done = {"done_on": timezone.localdate(), "done_by": by}
    return SettledNeed.objects.update_or_create(words=words, basin=basin, defaults=done)[0]


def reopen(*, words: str, basin: str) -> bool:
    """Take that back; whether it was settled."""
    return bool(SettledNeed.objects.filter(words=words, basin=basin).delete()[0])
