"""The right to stop one's letters from any device, without signing in: signed into their link."""

from django.core.signing import BadSignature, Signer

from notifications.models import Preferences
from notifications.notices import Family, Rhythm

_signer = Signer(salt="notifications.stop_letters")
_memory = Signer(salt="notifications.as_before")


def token_of(person_id: int) -> str:
    """What a letter's link carries. It never grows old: letters are kept for years."""
    return _signer.sign(str(person_id))


def person_of(token: str) -> int | None:
    """Who may be told no more by this link; None when it is not one of ours."""
    try:
        return int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def as_before(choice: Preferences) -> str:
    """What was chosen, for whoever changes their mind on the next page."""
    return _memory.sign(" ".join([str(choice.pk), *(choice.rhythm(family) for family in Family)]))


def rhythms_of(memory: str, person_id: int) -> dict[Family, Rhythm]:
    """What had been chosen; nothing when it is not ours, or another's."""
    try:
        owner, *rhythms = _memory.unsign(memory).split(" ")
        return {f: Rhythm(r) for f, r in zip(Family, rhythms, strict=True)} if owner == str(person_id) else {}
    except (BadSignature, ValueError):
        return {}
