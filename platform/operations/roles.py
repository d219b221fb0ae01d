"""Who facilitates, edits and administers: given and taken in one place, each gesture in the journal."""

from django.contrib.auth.models import Group
from wagtail.log_actions import log

from accounts.models import User
from fichesactions.editors import WRITERS
from outbox.transactions import one_change
from territories.models import Basin, Part, Role, Territory

GIVEN, TAKEN = "roles.given", "roles.taken"
ADMINISTRATOR_GIVEN, ADMINISTRATOR_TAKEN = "roles.administrator_given", "roles.administrator_taken"


class LastAdministratorError(Exception):
    """Nobody would be left to administer the site."""


def give(*, person: User, part: Part, place: Basin | Territory, by: User) -> Role:
    """Give a part over a basin or a whole territory; an editor may enter the administration from now on."""
    over = {"basin": place} if isinstance(place, Basin) else {"territory": place}
    with one_change():
        role, made = Role.objects.get_or_create(user=person, part=part, **over, defaults={"given_by": by})
        if made:
            log(person, GIVEN, user=by, data={"role": in_words(role)})
        if part == Part.EDITOR:
            person.groups.add(Group.objects.get(name=WRITERS))
    return role


def take(*, role: Role, by: User) -> None:
    """Take it back; with the last part of an editor goes the right to enter the administration."""
    with one_change():
        if Role.objects.filter(pk=role.pk).delete()[0]:
            log(role.user, TAKEN, user=by, data={"role": in_words(role)})
        left = Role.objects.filter(user=role.user, part=Part.EDITOR)
        if role.part == Part.EDITOR and not left.exists():
            role.user.groups.remove(*Group.objects.filter(name=WRITERS))


def make_administrator(*, person: User, by: User) -> None:
    """Let them administer the whole site."""
    with one_change():
        if User.objects.filter(pk=person.pk, is_superuser=False).update(is_superuser=True, is_staff=True):
            log(person, ADMINISTRATOR_GIVEN, user=by)


def unmake_administrator(*, person: User, by: User) -> None:
    """They administer no longer; somebody always does."""
    with one_change():
        administrators = set(User.objects.select_for_update().filter(is_superuser=True).values_list("pk", flat=True))
        if person.pk not in administrators:
            return
        if is_last([person.pk]):
            raise LastAdministratorError
        User.objects.filter(pk=person.pk).update(is_superuser=False, is_staff=False)
        log(person, ADMINISTRATOR_TAKEN, user=by)


def is_last(people: list[int]) -> bool:
    """Whether nobody who can sign in would administer the site without these people, of whom one does."""
    administrators = User.objects.filter(is_superuser=True, is_active=True)
    return administrators.filter(pk__in=people).exists() and not administrators.exclude(pk__in=people).exists()


def in_words(role: Role) -> str:
    """« Animation, bassin EFE de Verviers »"""
    return f"{role.get_part_display()}, {role.basin.full_name if role.basin else role.territory}"
