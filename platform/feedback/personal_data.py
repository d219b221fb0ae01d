"""What is kept about those who settle remarks; of those who make them, nothing is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from feedback.models import Remark

models: Sequence[type[Model]] = (Remark,)


def export(user: AbstractBaseUser) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """What they settled, without the words of others."""
    return {"Retours traités": list(Remark.objects.filter(done_by=user.pk).values("kind", "key", "done_at"))}


def erase(user: AbstractBaseUser) -> None:
    """What they settled stays settled, without their name."""
    Remark.objects.filter(done_by=user.pk).update(done_by=None)
