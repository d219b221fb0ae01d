"""What the pages of organisations keep about a person: what they asked, decided and wrote there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from accounts.models import Claim, Distinction, Merger, Organisation, User

models: Sequence[type[Model]] = (Organisation, Claim, Merger, Distinction)
_AUTHORS = (
    (Organisation, "own_saved_by"), (Organisation, "entered_by"), (Claim, "decided_by"), (Merger, "done_by"),
    (Distinction, "said_by"),
)  # fmt: skip


def export(user: User) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Their requests with the answers, what they completed, entered, merged and told apart."""
    asked = ("organisation__name", "state", "word", "asked_at", "decided_at", "answer")
    return {
        "Structures : mes demandes": list(Claim.objects.filter(user=user).values(*asked)),
        "Structures complétées": list(
            Organisation.objects.filter(own_saved_by=user).values("name", "own_saved_at", *Organisation.OWN)
        ),
        "Structures ajoutées": list(Organisation.objects.filter(entered_by=user).values("name", "address", "city")),
        "Demandes auxquelles j’ai répondu": list(
            Claim.objects.filter(decided_by=user).values("organisation__name", "state", "answer", "decided_at")
        ),
        "Structures fusionnées": list(
            Merger.objects.filter(done_by=user).values("merged__name", "kept__name", "done_at")
        ),
        "Structures distinguées": list(
            Distinction.objects.filter(said_by=user).values("first__name", "second__name", "said_at")
        ),
    }


def erase(user: User) -> None:
    """Their requests go; what they did for others stands without saying who did it."""
    Claim.objects.filter(user=user).delete()
    for model, column in _AUTHORS:
        model._default_manager.filter(**{column: user}).update(**{column: None})
