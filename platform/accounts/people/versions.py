"""Which state of a profile somebody has seen, so that a save from another tab covers nothing unseen."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from accounts.models import Profile, Shown
from vocabulary.languages import LANGUAGES

_SAID = ("trade", "organisation_id", "basin_id", "helps_with", "welcomes_visits", "about", "phone")
_CHOSEN = ("themes", "audiences")


def version_of(profile: Profile) -> str:
    """Changes with anything that the form of a profile holds. Two queries."""
    told = [getattr(profile.user, name) for name in ("first_name", "last_name")]
    told += [getattr(profile, name) for name in _SAID]
    # As numbers: a profile that was made a moment ago still holds the names of its defaults.
    told += [int(getattr(profile, f"{piece}_shown")) for piece in Profile.PIECES]
    told += [sorted(profile.languages)]
    told += [sorted(getattr(profile, name).values_list("pk", flat=True)) for name in _CHOSEN]
    return blake2b(repr(told).encode("utf-8", "replace"), digest_size=12).hexdigest()


def in_words(profile: Profile) -> Mapping[str, str]:
    """What is saved, as the form's fields say it: shown beside what somebody else was writing."""
    words = {name: getattr(profile.user, name) for name in ("first_name", "last_name")}
    words |= {name: getattr(profile, name) for name in ("trade", "helps_with", "about", "phone")}
    words |= {
        name: str(getattr(profile, relation) or "")
        for name, relation in (("workplace", "organisation"), ("basin", "basin"))
    }
    words |= {name: ", ".join(map(str, getattr(profile, name).all())) for name in _CHOSEN}
    words["languages"] = ", ".join(word for code, word in LANGUAGES.items() if code in profile.languages)
    words["welcomes_visits"] = "oui" if profile.welcomes_visits else "non"
    return words | {f"{piece}_shown": str(Shown(getattr(profile, f"{piece}_shown")).label) for piece in Profile.PIECES}


def differences(form_says: Mapping[str, Any], saved: Profile) -> Mapping[str, str]:
    """What is saved otherwise than this form says, in words, by field."""
    words = in_words(saved)
    return {name: said for name, said in words.items() if said.strip() != _said(form_says, name)}


def _said(cleaned: Mapping[str, Any], name: str) -> str:
    value = cleaned.get("organisation") if name == "workplace" else cleaned.get(name)
    if name == "languages":
        return ", ".join(word for code, word in LANGUAGES.items() if code in (value or ()))
    if name in _CHOSEN:
        return ", ".join(map(str, value or ()))
    if name == "welcomes_visits":
        return "oui" if value else "non"
    if name.endswith("_shown"):
        return str(Shown(value).label) if value is not None else ""
    return str(value or "").strip()
