"""One's own profile: what one says, who sees it, a photo, and two tabs open on the same form."""

import zlib
from collections.abc import Callable
from io import BytesIO
from struct import pack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import Organisation, Profile, Shown, User, profile_of
from accounts.people import photos
from accounts.people.forms import ProfileForm
from operations.personal_data import erase_person
from outbox.generation import generation
from search.models import IndexEntry
from tests.territories.factories import BasinFactory
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db
PAGE = "/compte/profil/"


@pytest.fixture
def sonia(db: None) -> User:
    return User.objects.create_user("sonia@exemple.test", "x", first_name="Sonia", last_name="Dermience")


@pytest.fixture
def hers(sonia: User) -> Client:
    client = Client()
    client.force_login(sonia)
    return client


def filled(whose: User, /, **changes: object) -> dict[str, object]:
    """What her browser sends when she changes these fields of the form she is shown."""
    form = ProfileForm(instance=Profile.objects.get(pk=whose.pk))
    sent = {name: value for name, value in form.initial.items() if value is not None and value is not False}
    chosen = {name: [term.pk for term in form.initial[name]] for name in ("themes", "audiences")}
    return sent | chosen | changes


def test_an_account_gets_a_profile_once_with_an_address_that_tells_neither_mail_nor_namesakes(sonia: User) -> None:
    profile = profile_of(sonia)
    assert profile_of(User.objects.get(pk=sonia.pk)).slug == profile.slug
    stem, _, letters = profile.slug.rpartition("-")
    assert (stem, len(letters)) == ("sonia-dermience", 5)
    other = profile_of(User.objects.create_user("autre@exemple.test", "x", first_name="Sonia", last_name="Dermience"))
    assert other.slug != profile.slug
    assert len(other.slug) == len(profile.slug)
    arabic = profile_of(User.objects.create_user("m@exemple.test", "x", first_name="محمد"))
    assert arabic.slug.startswith("membre-")
    nameless = profile_of(User.objects.create_user("sans.nom@exemple.test", "x"))
    assert nameless.slug.startswith("membre-")
    assert "sans" not in nameless.slug
    assert (profile.name_shown, profile.email_shown) == (Shown.MEMBERS, Shown.NOBODY)


def test_what_she_says_is_kept_and_shown_as_she_said(sonia: User, hers: Client) -> None:
    theme, basin = Theme.objects.create(label="Essai"), BasinFactory(name="Verviers")
    Organisation.objects.create(name="Ateliers du Ruisseau", slug="ruisseau", source="x", source_id="1")
    assert hers.get(PAGE).status_code == 200
    said = filled(
        sonia, trade="assistante sociale", workplace="ruisseau ATELIERS", basin=basin.pk, themes=[theme.pk],
        languages=["fr", "ar"], helps_with="Trouver une crèche <b>vite</b>", welcomes_visits="on", trade_shown="2",
    )  # fmt: skip
    proposed = hers.post(PAGE, said)
    assert "choisissez la vôtre" in proposed.content.decode()
    assert "Ateliers du Ruisseau" in proposed.content.decode()
    chosen = Organisation.objects.get().pk
    answer = hers.post(PAGE, said | {"organisation": chosen})
    profile = Profile.objects.get(user=sonia)
    assert answer.status_code == 302
    assert answer["Location"].startswith(profile.get_absolute_url())
    assert (profile.trade, profile.organisation_id, profile.basin_id) == ("assistante sociale", chosen, basin.pk)
    assert (profile.languages, profile.trade_shown, list(profile.themes.all())) == (["fr", "ar"], 2, [theme])
    page = hers.get(answer["Location"]).content.decode()
    assert "Trouver une crèche &lt;b&gt;vite&lt;/b&gt;" in page
    assert "Votre profil est enregistré" in page
    assert hers.post(PAGE, filled(sonia, workplace="Ateliers du Ruisseau")).status_code == 302
    assert hers.post(PAGE, filled(sonia, workplace="")).status_code == 302
    assert Profile.objects.get(user=sonia).organisation is None


def test_a_new_name_gives_a_new_address_and_nothing_leads_on_from_the_old_one(sonia: User, hers: Client) -> None:
    before = profile_of(sonia).get_absolute_url()
    answer = hers.post(PAGE, filled(sonia, first_name=" Jean-\u202ePierre ", last_name="de la Tour-d’Auvergne"))
    assert answer["Location"].startswith("/annuaire/jean-pierre-de-la-tour-dauvergne-")
    assert User.objects.get(pk=sonia.pk).get_full_name() == "Jean- Pierre de la Tour-d’Auvergne"
    assert hers.get(before).status_code == 404
    nameless = hers.post(PAGE, filled(sonia, first_name="", last_name="\u200e "))
    assert nameless.status_code == 200
    assert "on vous connaît par eux" in nameless.content.decode()


def test_of_two_tabs_the_second_sees_both_texts_and_then_its_own_stays(sonia: User, hers: Client) -> None:
    profile_of(sonia)
    first, second = filled(sonia, trade="éducatrice"), filled(sonia, trade="formatrice", about="Dix ans déjà.")
    assert hers.post(PAGE, first).status_code == 302
    refused = hers.post(PAGE, second)
    text = refused.content.decode()
    assert refused.status_code == 409
    assert "éducatrice" in text
    assert 'value="formatrice"' in text
    assert "Dix ans déjà." in text
    assert Profile.objects.get(user=sonia).trade == "éducatrice"
    again = second | {"version": refused.context["form"]["version"].value()}
    assert hers.post(PAGE, again).status_code == 302
    assert Profile.objects.get(user=sonia).trade == "formatrice"
    assert hers.post(PAGE, second | {"version": "vieux"}).status_code == 302, "the same text covers nothing"


def test_a_shortcut_shows_all_to_members_or_nothing_to_anybody_and_never_opens_an_address(
    sonia: User, hers: Client
) -> None:
    profile_of(sonia)
    said = filled(sonia, trade="éducatrice", name_shown="2", phone="087 00 00 00", phone_shown="2")
    hers.post(PAGE, said | {"montrer": "membres"})
    profile = Profile.objects.get(user=sonia)
    assert (profile.trade, profile.name_shown, profile.about_shown) == ("éducatrice", 1, 1)
    assert (profile.email_shown, profile.phone_shown) == (0, 0)
    hers.post(PAGE, filled(sonia, montrer="personne"))
    profile.refresh_from_db()
    assert {getattr(profile, f"{piece}_shown") for piece in Profile.PIECES} == {0}


def test_what_is_too_long_or_senseless_is_refused_in_words_and_no_one_edits_anyone_else(
    sonia: User, hers: Client
) -> None:
    other = profile_of(User.objects.create_user("luc@exemple.test", "x", first_name="Luc"))
    profile_of(sonia)
    bad = filled(sonia, trade="m" * 5000, languages=["xx"], basin="9999", name_shown="7", user=other.pk, pk=other.pk)
    answer = hers.post(PAGE, bad)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {
        "trade",
        "languages",
        "basin",
        "name_shown",
    }
    assert hers.post(PAGE, filled(sonia, trade="Élagueuse", user=other.pk, slug=other.slug)).status_code == 302
    other.refresh_from_db()
    assert other.trade == ""
    assert Profile.objects.get(user=sonia).slug != other.slug
    assert Client().post(PAGE, {}).status_code == 302


def picture(kind: str = "JPEG", size: tuple[int, int] = (300, 500), **how: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(file, kind, **how)
    return file.getvalue()


def bomb(side: int) -> bytes:
    """A PNG that says it holds a picture of this size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def send(client: Client, content: bytes, name: str = "moi.jpg") -> str:
    answer = client.post(f"{PAGE}photo/", {"photo": SimpleUploadedFile(name, content)})
    return answer.content.decode() if answer.status_code == 200 else ""


def test_a_photo_is_made_anew_square_and_bare_and_the_old_one_goes(
    sonia: User, hers: Client, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "Appareil", {1: "N", 2: (50.0, 35.0, 0.0)}
    assert send(hers, picture(exif=exif, comment=b"chez moi")) == ""
    first = Profile.objects.get(user=sonia).photo
    for size in photos.SIZES:
        with Image.open(photos.path_of(first, size)) as kept:
            assert kept.size == (size, size)
            assert not kept.getexif()
            assert "comment" not in kept.info
    shown = hers.get(f"/annuaire/photos/{first}/320/")
    assert shown["Content-Type"] == "image/jpeg"
    assert "private" in shown["Cache-Control"]
    assert Client().get(f"/annuaire/photos/{first}/320/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        send(hers, picture("PNG"), "moi.png")
    second = Profile.objects.get(user=sonia).photo
    assert second != first
    assert not photos.path_of(first, 320).exists()
    assert photos.path_of(second, 96).exists()
    with django_capture_on_commit_callbacks(execute=True):
        hers.post(f"{PAGE}photo/retirer/")
    assert Profile.objects.get(user=sonia).photo == ""
    assert not photos.path_of(second, 96).exists()


def test_what_is_no_photo_or_would_hurt_is_refused_with_a_sentence(sonia: User, hers: Client) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for content, words in (
        (svg, "ne se lit pas comme une photo"),
        (bomb(60_000), "ne se lit pas comme une photo"),
        (bomb(5_100), "trop grande"),
        (picture("GIF"), "ne se lit pas comme une photo"),
        (picture("PNG")[:200], "ne se lit pas comme une photo"),
        (b"", "vide"),
        (b"x" * (photos.MOST_BYTES + 1), "trop lourde"),
    ):
        assert words in send(hers, content, "moi.png"), words
    assert Profile.objects.get(user=sonia).photo == ""
    assert not list(photos.path_of("x", 96).parent.glob("*"))


def test_whatever_changes_a_person_is_told_and_signing_in_is_not(sonia: User) -> None:
    profile = profile_of(sonia)
    both = {("person", str(sonia.pk)), ("person", f"{sonia.pk}.everyone")}

    def told(change: Callable[[], object]) -> bool:
        IndexEntry.objects.all().delete()
        before = generation()
        change()
        entries = set(IndexEntry.objects.values_list("kind", "key"))
        assert bool(entries) is (generation() > before)
        return both <= entries

    profile.trade = "soudeuse"
    assert told(profile.save)
    assert told(lambda: profile.themes.add(Theme.objects.create(label="Essai")))
    sonia.first_name = "Sonja"
    assert told(sonia.save)
    sonia.is_active = False
    assert told(lambda: sonia.save(update_fields=["is_active"]))
    assert not told(lambda: sonia.save(update_fields=["last_login"]))
    assert not told(sonia.save)
    assert told(lambda: erase_person(sonia))
