"""News of one's basin: told once, grouped, for Friday unless one chose otherwise."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Profile, User, profile_of
from cards.refs import Ref
from notifications.letters import send_due
from notifications.models import Notification, Preferences
from territories.actions import pin
from territories.models import Basin, Part, Role, StateOfPlay
from tests.territories.factories import BasinFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def verviers() -> Basin:
    basin: Basin = BasinFactory(slug="verviers", name="Verviers", territory__slug="wallonie")
    return basin


def who(name: str, basin: Basin) -> User:
    user = User.objects.create_user(f"{name}@cpas.test", "x", first_name=name.title())
    profile_of(user)
    Profile.objects.filter(user=user).update(basin=basin)
    return user


def told(user: User) -> set[tuple[str, str]]:
    return set(Notification.objects.filter(recipient=user).values_list("event", "occurrence"))


def friday() -> None:
    Notification.objects.filter(due_at__isnull=False).update(due_at=timezone.now() - timedelta(minutes=1))
    Preferences.objects.update(quiet=False)
    for person in User.objects.exclude(pk__in=Preferences.objects.values("person")):
        Preferences.objects.create(person=person, quiet=False)
    send_due()


def test_an_edition_and_what_is_pinned_in_it_are_told_to_the_basin_in_one_letter(
    verviers: Basin, client: Client, work: Callable[[], int]
) -> None:
    neighbour, away = who("nadia", verviers), who("luc", BasinFactory(territory=verviers.territory))
    keeper = who("sonia", verviers)
    Role.objects.create(user=keeper, part=Part.FACILITATOR, basin=verviers)
    client.force_login(keeper)
    formset = {f"{name}-{of}_FORMS": "0" for name in ("chiffres", "initiatives") for of in ("TOTAL", "INITIAL")}
    typed = {"dated": "2026-09-01", "author": "x", "version": "", "summary": "Un résumé", **formset}
    new = "/territoires/wallonie/verviers/nouvel-etat-des-lieux/"
    assert client.post(new, typed).status_code == 302
    state = StateOfPlay.objects.get()
    pages = [Ref("sheet", str(number)) for number in range(3)]
    pin(ref=pages[0], state=state, reason="Parce que.")
    work()
    assert told(neighbour) == set(), "a draft is nobody's news"
    edit = client.get(f"/territoires/etats-des-lieux/{state.pk}/")
    typed |= {"published": "on", "version": edit.context["page"].version, "initiatives-TOTAL_FORMS": "1"}
    typed |= {"initiatives-INITIAL_FORMS": "1", "initiatives-0-id": str(state.initiatives.get().pk)}
    typed |= {"initiatives-0-reason": "Parce que."}
    assert client.post(f"/territoires/etats-des-lieux/{state.pk}/", typed).status_code == 302
    for page in pages[1:]:
        pin(ref=page, state=state, reason="Parce que.")
    work()
    refs = {("place.pinned", str(page)) for page in pages[1:]}
    assert told(neighbour) == {("place.edition", "edition:2026-09-01"), *refs}
    assert told(keeper) == told(away) == set(), "whoever wrote it knows; the next basin has its own"
    due = Notification.objects.filter(recipient=neighbour).values_list("due_at", flat=True).distinct()
    assert {timezone.localtime(each).isoweekday() for each in due if each} <= {4, 5}, (
        "Friday, or the day before a holiday"
    )
    friday()
    [letter] = mail.outbox
    assert letter.to == [neighbour.email]
    assert "2 pages sont retenues dans l’état des lieux de" in letter.body
    assert "Un nouvel état des lieux" in letter.body
    state.refresh_from_db()
    state.save()
    work()
    assert len(told(neighbour)) == 3, "an edition is new once"


def test_an_edition_of_a_territory_is_told_in_all_its_basins(verviers: Basin, work: Callable[[], int]) -> None:
    state = StateOfPlay.objects.create(territory=verviers.territory, dated=date(2026, 9, 1), published=True)
    neighbour = who("nadia", verviers)
    pin(ref=Ref("sheet", "1"), state=state, reason="Parce que.")
    work()
    assert told(neighbour) == {("place.pinned", "sheet:1")}
