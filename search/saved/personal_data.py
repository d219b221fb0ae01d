"""What search keeps about a person: the searches they keep."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from search.models import SavedSearch

models: Sequence[type[Model]] = (SavedSearch,)


def export(user: AbstractBaseUser) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Their searches, with the name they gave each."""
    kept = SavedSearch.objects.filter(person=user.pk).order_by("made_at")
    return {"Recherches gardées": list(kept.values("name", "path", "params", "alert", "made_at", "removed_at"))}


def erase(user: AbstractBaseUser) -> None:
    """All of them: nobody else reads any."""
    SavedSearch.objects.filter(person=user.pk).delete()
