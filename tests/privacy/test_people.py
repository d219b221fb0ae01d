"""Every piece of a profile, for nobody, members or everyone, by every way, as a stranger, a member and its owner.

The rule is `Said.is_seen_by`; nothing is seen beyond it, and what may be seen is.
"""

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.test import Client

from accounts.models import Profile, User
from fichesactions.seeding import load_tree
from tests.fichesactions.factories import make_page
from tests.privacy.people import CELLS, FACETS, Said, plant
from vocabulary import seeding as vocabulary

pytestmark = pytest.mark.django_db
Read = Callable[[str], str]
ROLES = ("stranger", "member")


@pytest.fixture
def planted(db: None, work: Callable[[], int]) -> list[Said]:
    vocabulary.load()
    load_tree()
    everyone = [plant(piece, shown) for piece, shown in CELLS]
    work()
    return everyone


@pytest.fixture
def readers(db: None) -> dict[str, Read]:
    member = Client()
    member.force_login(User.objects.create_user("lectrice@exemple.test", "x", first_name="Aline"))
    return {"stranger": _reader(Client()), "member": _reader(member)}


def _reader(client: Client) -> Read:
    def read(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code in (200, 404), path
        return str(answer.content, "utf-8", "replace") if answer.status_code == 200 else ""

    return read


def owner_of(said: Said) -> Read:
    client = Client()
    client.force_login(said.user)
    return _reader(client)


def by_page(read: Read, said: Said) -> bool:
    return said.word.lower() in read(said.path).partition("<main")[2].lower()


def by_photo(read: Read, said: Said) -> bool:
    return bool(read(f"/annuaire/photos/{said.word}/96/"))


def by_search(read: Read, said: Said) -> bool:
    """Found by that word, in a list of the site and by programs."""
    term = quote(said.word)
    answers = [
        _results(read(f"/annuaire/?q={term}&exact=1")),
        " ".join(one["url"] for one in _api(read, f"q={term}&kind=person")["results"]),
    ]
    found = {said.path in answer for answer in answers}
    assert len(found) == 1, f"{said.piece} {said.shown} is found in one place and not in another"
    return found.pop()


def by_correction(read: Read, said: Said) -> bool:
    """What a slip is mended to."""
    slip = f"{said.word[:9]}y{said.word[10:]}"
    return said.word == str(_api(read, f"q={slip}")["corrected"] or "")


def by_suggestion(read: Read, said: Said) -> bool:
    return said.path in read(f"/api/v1/suggest?q={quote(said.word[:14])}")


def by_filter(read: Read, said: Said) -> bool:
    """Among those that the filter by that piece leaves."""
    param = FACETS.get(said.piece, "visites")
    return said.path in _results(read(f"/annuaire/?{param}={said.value}&sorte=person"))


def elsewhere(read: Read, said: Said) -> bool:
    """On the page of what this piece ties them to."""
    return any(said.path in read(path) for path in said.elsewhere)


def _results(page: str) -> str:
    return "".join(re.findall(r'<ol class="list results">.*?</ol>', page, re.DOTALL))


def _api(read: Read, query: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(read(f"/api/v1/search?{query}"))
    return answer


WRITTEN = {"name", "trade", "organisation", "basin", "themes", "audiences", "helps_with", "about"}
TIED = ("organisation", "basin")
FOUND_BY_WORDS = {*WRITTEN, "languages", "welcomes_visits"}


def ways(said: Said) -> Iterator[tuple[Callable[[Read, Said], bool], bool]]:
    """Each way, and whether it may ever show this piece."""
    if said.piece == "photo":
        yield by_photo, True
    yield by_search, said.piece in FOUND_BY_WORDS
    if said.piece not in ("languages", "welcomes_visits", *TIED):  # Words that stand elsewhere too.
        yield by_correction, said.piece in WRITTEN
    yield by_suggestion, said.piece == "name"
    if said.piece in (*FACETS, "welcomes_visits"):
        yield by_filter, True
    if said.elsewhere:
        yield elsewhere, True


def test_no_piece_is_seen_by_any_way_beyond_whom_it_is_shown_to(planted: list[Said], readers: dict[str, Read]) -> None:
    wrong = []
    for said in planted:
        for role in ROLES:
            seen = said.is_seen_by(role)
            if by_page(readers[role], said) is not seen:
                wrong.append(f"{said.piece} {said.shown!r} by its page for a {role}")
            for way, ever in ways(said):
                if way(readers[role], said) is not (seen and ever):
                    wrong.append(f"{said.piece} {said.shown!r} by {way.__name__} for a {role}")
        if not said.is_seen_by("member") and not by_page(owner_of(said), said):
            wrong.append(f"{said.piece} {said.shown!r} for its owner")
    assert not wrong, "\n".join(wrong)


def test_nothing_beside_tells_more_neither_lists_nor_counts_nor_credits_nor_a_missing_page(
    planted: list[Said], readers: dict[str, Read]
) -> None:
    _lists_and_counts(planted, readers)
    _what_machines_read(planted, readers["stranger"])
    _a_closed_page_and_none(planted)
    _credits(planted, readers)


def _lists_and_counts(planted: list[Said], readers: dict[str, Read]) -> None:
    for role in ROLES:
        read = readers[role]
        lists = "".join(_results(read(f"/annuaire/?sorte=person&page={page}")) for page in (1, 2))
        counts = json.dumps(_api(read, "kind=person&size=1")["facets"], ensure_ascii=False)
        for said in planted:
            if not said.is_seen_by(role):
                assert said.word not in lists.lower() or said.piece == "welcomes_visits", (role, said.piece)
                assert f'"{said.value}"' not in counts or said.piece == "welcomes_visits", (role, said.piece)
            elif said.piece in FACETS and said.piece != "organisation":
                assert f'"{said.value}"' in counts, (role, said.piece)
        visits = [one for one in planted if one.piece == "welcomes_visits" and one.is_seen_by(role)]
        assert lists.count("Accueille des visites") == len(visits)
        assert f'"value": "oui", "label": "Accueille des visites", "count": {len(visits)}' in counts
        shown = [one for one in planted if one.piece != "name" or one.is_seen_by(role)]
        assert _api(read, "kind=person&size=1")["total"] == len(shown)


def _what_machines_read(planted: list[Said], read: Read) -> None:
    machines = "".join(map(read, ("/sitemap-personnes.xml", "/api/v1/offers", "/api/v1/structures")))
    for said in planted:
        assert (said.path in machines) is (said.piece != "name" or said.is_seen_by("stranger"))
        assert said.word not in machines or said.piece == "organisation"


def _a_closed_page_and_none(planted: list[Said]) -> None:
    closed = next(said for said in planted if said.piece == "name" and not said.is_seen_by("member"))
    bodies = []
    for path in (closed.path, closed.path.replace("zq", "zx")):
        answer = Client().get(path)
        assert answer.status_code == 404
        bodies.append(answer.content.decode().replace(path, "").replace(quote(path, safe=""), ""))
    assert bodies[0] == bodies[1]


def _credits(planted: list[Said], readers: dict[str, Read]) -> None:
    """A credit leads to a profile only for those who may see it, and only under the name that both bear."""
    named = [said for said in planted if said.piece == "name"]
    page = make_page("Covoiturage entre collègues")
    for said in named:
        page.contributors.create(name=str(said.user), user=said.user)
    hidden = next(said for said in planted if said.piece == "trade")
    page.contributors.create(name="Quelqu’un", user=hidden.user)
    page.save_revision().publish()
    for role in ROLES:
        shown = readers[role](page.get_url())
        for said in named:
            assert (f'<a href="{said.path}">' in shown) is said.is_seen_by(role)
        assert hidden.path not in shown
        for said in named:
            assert (page.get_url() in readers[role](said.path)) is said.is_seen_by(role)
        assert page.get_url() not in readers[role](hidden.path)


def test_every_piece_of_a_profile_is_in_this_matrix() -> None:
    pieces = {f.name.removesuffix("_shown") for f in Profile._meta.get_fields() if f.name.endswith("_shown")}
    assert pieces == set(Profile.PIECES) == {piece for piece, _ in CELLS}
