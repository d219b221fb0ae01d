"""People who each say one thing, shown to nobody, to members or to everyone: a word gives each of them away."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from PIL import Image

from accounts.models import Organisation, Profile, Shown, User
from accounts.people import photos
from tests.privacy.objects import canary
from tests.territories.factories import BasinFactory
from vocabulary.models import Audience, Theme

FACETS = {
    "basin": "bassin",
    "themes": "theme",
    "audiences": "public",
    "languages": "langue",
    "organisation": "structure",
}
"""Pieces by which lists are narrowed down, and the parameter that does it; welcoming visits is one as well."""
LANGUAGE = {Shown.NOBODY: ("ka", "géorgien"), Shown.MEMBERS: ("ta", "tamoul"), Shown.EVERYONE: ("hy", "arménien")}
CELLS = [(piece, shown) for piece in Profile.PIECES for shown in Shown]


@dataclass
class Said:
    """One piece of one person, in place."""

    piece: str
    shown: Shown
    user: User
    profile: Profile
    word: str
    """What their page shows of it, and nothing else on the site does."""
    value: str = ""
    """What filters know it by."""
    elsewhere: list[str] = field(default_factory=list)
    """Addresses of pages of other things that this piece ties them to."""

    @property
    def path(self) -> str:
        return self.profile.get_absolute_url()

    def is_seen_by(self, role: str) -> bool:
        """What the whole matrix says, in three lines."""
        if role == "owner":
            return True
        return self.shown >= (Shown.MEMBERS if role == "member" else Shown.EVERYONE)


def plant(piece: str, shown: Shown) -> Said:
    """Somebody whose name everyone sees, and who shows one piece to this audience and has no other."""
    word = canary(f"{piece} {shown}")
    # Cut short: whole, a name such as « welcomes_visits » answers those who look for visits.
    user = User(
        email=f"{canary(f'mail {piece} {shown}')}@exemple.test", first_name="Membre", last_name=f"{piece[:7]} {shown}"
    )
    if piece == "name":
        user.last_name = word
    if piece == "email":
        user.email = f"{word}@exemple.test"
    user.save()
    profile = Profile(user=user, slug=canary(f"slug {piece} {shown}"), name_shown=Shown.EVERYONE)
    setattr(profile, f"{piece}_shown", shown)
    said = Said(piece, shown, user, profile, word, value=word)
    _say(said)
    profile.save()
    if piece in ("themes", "audiences"):
        model: Any = Theme if piece == "themes" else Audience
        term = model.objects.create(label=word.capitalize(), slug=word)
        getattr(profile, piece).set([term])
    return said


def _say(said: Said) -> None:
    piece, profile, word = said.piece, said.profile, said.word
    if piece in ("trade", "helps_with", "about", "phone"):
        setattr(profile, piece, word)
    elif piece == "organisation":
        profile.organisation = Organisation.objects.create(name=word, slug=word, source="essai", source_id=word)
        said.elsewhere = [profile.organisation.get_absolute_url()]
    elif piece == "basin":
        profile.basin = BasinFactory(slug=word, name=word)
        said.elsewhere = [f"/territoires/{profile.basin.territory.slug}/{word}/"]
    elif piece == "languages":
        said.value, said.word = LANGUAGE[said.shown]
        profile.languages = [said.value]
    elif piece == "welcomes_visits":
        profile.welcomes_visits, said.word, said.value = True, "Accueille des visites", "oui"
    elif piece == "photo":
        file = BytesIO()
        Image.new("RGB", (8, 8)).save(file, "PNG")
        file.seek(0)
        profile.photo = said.word = photos.keep(file)
