"""What is kept about those who settle needs; of those who look for something, nothing is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from search.models import SettledNeed

models: Sequence[type[Model]] = (SettledNeed,)


def export(user: AbstractBaseUser) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """What they settled."""
    return {
        "Recherches traitées": list(SettledNeed.objects.filter(done_by=user.pk).values("words", "basin", "done_on"))
    }


def erase(user: AbstractBaseUser) -> None:
    """What they settled stays settled, without their name."""
    SettledNeed.objects.filter(done_by=user.pk).update(done_by=None)
