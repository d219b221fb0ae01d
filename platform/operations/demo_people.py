"""The demonstration's people: forty who do not exist, with what each of them shows, and to whom."""

import json
from pathlib import Path
from typing import Any

from accounts.models import Organisation, Profile, Shown, User, profile_of
from territories.models import Basin, Role
from vocabulary.models import Audience, ShippedFile, Theme

FILE = "people.jsonl"
SAID = ("trade", "languages", "helps_with", "about", "welcomes_visits")


def load_accounts(folder: Path) -> None:
    """Those who have no account yet: nobody signs in as them, their names stand under what they wrote."""
    known = set(User.objects.values_list("email", flat=True))
    for person in _people(folder / FILE):
        if person["email"] not in known:
            User.objects.create_user(person["email"], first_name=person["first_name"], last_name=person["last_name"])


def load_profiles(folder: Path) -> None:
    """What they say of themselves and the parts they play, once: whoever has changed it since keeps it."""
    ShippedFile.load_once(folder / FILE, _load)


def _load(path: Path) -> None:
    for person in _people(path):
        user = User.objects.get(email=person["email"])
        if not Profile.objects.filter(user=user).exists():
            _introduce(user, person)
        _give_part(user, person["role"])


def _people(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _introduce(user: User, person: dict[str, Any]) -> None:
    profile = profile_of(user)
    for name in SAID:
        setattr(profile, name, person[name])
    profile.organisation = Organisation.objects.filter(source_id=person["organisation"]).first()
    profile.basin = Basin.objects.get(slug=person["basin"])
    for piece in person["everyone"]:
        setattr(profile, f"{piece}_shown", Shown.EVERYONE)
    profile.save()
    profile.themes.set(Theme.objects.filter(slug__in=person["themes"]))
    profile.audiences.set(Audience.objects.filter(slug__in=person["audiences"]))


def _give_part(user: User, role: str | None) -> None:
    """`facilitator:verviers`."""
    part, _, basin = (role or "").partition(":")
    if part:
        Role.objects.get_or_create(user=user, part=part, basin=Basin.objects.get(slug=basin))
