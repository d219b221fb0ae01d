"""What a profile holds, for the person it is about."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import Profile, Shown, User
from accounts.people.versions import in_words


def profile_rows(user: User) -> Sequence[Mapping[str, Any]]:
    """Each piece in words, and who sees it. Nothing for an account without a profile."""
    profile = Profile.objects.select_related("user", "organisation", "basin").filter(user=user).first()
    if profile is None:
        return []
    said = {name: words for name, words in in_words(profile).items() if not name.endswith("_shown")}
    shown = {f"{piece}_shown": Shown(getattr(profile, f"{piece}_shown")).label for piece in Profile.PIECES}
    return [{"slug": profile.slug, **said, "photo": bool(profile.photo), **shown}]
