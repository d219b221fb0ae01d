"""What territories keep about a person: the parts they play."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from territories.models import Role

models: Sequence[type[Model]] = (Role,)


def export(user: AbstractBaseUser) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Their parts, and those they gave."""
    told = ("part", "basin__name", "territory__name", "given_at")
    return {
        "Rôles": list(Role.objects.filter(user=user.pk).values(*told)),
        "Rôles donnés": list(Role.objects.filter(given_by=user.pk).values(*told)),
    }


def erase(user: AbstractBaseUser) -> None:
    """Their parts end; those they gave stand without saying who gave them."""
    Role.objects.filter(user=user.pk).delete()
    Role.objects.filter(given_by=user.pk).update(given_by=None)
