"""What the import desk keeps about a person: which files they deposited."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from imports.models import ImportRun

models: Sequence[type[Model]] = (ImportRun,)


def export(user: AbstractBaseUser) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Their imports."""
    told = ("name", "desk", "created_at", "stage", "finished_at", "undone_at")
    return {"Imports de fichiers": list(ImportRun.objects.filter(by=user.pk).values(*told))}


def erase(user: AbstractBaseUser) -> None:
    """Their imports stay for the others, without saying whose they were."""
    ImportRun.objects.filter(by=user.pk).update(by=None)
