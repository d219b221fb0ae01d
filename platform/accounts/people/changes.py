"""Whatever changes a person for others becomes an event: in the site's forms, in the administration, in a command."""

from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from accounts.events import PeopleChanged
from accounts.models import Profile, User
from accounts.people import photos
from accounts.people.documents import refs_of
from outbox.transactions import tell
from territories.models import Basin

TOLD = ("first_name", "last_name", "email", "is_active")
"""What of an account others may see, or hang on."""


def read_before(sender: type[User], instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Who they were, while the database still says so: signing in is not a change."""
    untouched = update_fields is not None and not set(TOLD) & set(update_fields)
    instance._before = None if untouched else User.objects.filter(pk=instance.pk).values_list(*TOLD).first()


def account_saved(sender: type[User], instance: Any, created: bool, **kwargs: Any) -> None:
    """A name, an address, an account closed or opened again. A new account has no profile to tell of."""
    if instance._before and instance._before != tuple(getattr(instance, name) for name in TOLD):
        people_changed(instance.pk)


def profile_changed(sender: type[Profile], instance: Any, **kwargs: Any) -> None:
    """A profile made, kept or gone."""
    people_changed(instance.pk)


def choices_changed(sender: Any, instance: Any, action: str, **kwargs: Any) -> None:
    """Themes or publics chosen."""
    if action in ("post_add", "post_remove", "post_clear") and isinstance(instance, Profile):
        people_changed(instance.pk)


def photo_gone(sender: type[Profile], instance: Profile, **kwargs: Any) -> None:
    """Who leaves takes their photo along."""
    transaction.on_commit(lambda: photos.forget(instance.photo), robust=True)


def basin_goes(sender: type[Basin], instance: Basin, **kwargs: Any) -> None:
    """Told of before, since nothing says afterwards who worked there."""
    people_changed(*Profile.objects.filter(basin=instance).values_list("pk", flat=True))


def people_changed(*pks: int) -> None:
    """Say that these people read otherwise now, with the rest of the piece of work under way."""
    tell(PeopleChanged, [ref for pk in pks for ref in refs_of(pk)])


def connect() -> None:
    """Listen; called once, when the application is ready."""
    pre_save.connect(read_before, sender=User)
    post_save.connect(account_saved, sender=User)
    post_save.connect(profile_changed, sender=Profile)
    post_delete.connect(profile_changed, sender=Profile)
    post_delete.connect(photo_gone, sender=Profile)
    pre_delete.connect(basin_goes, sender=Basin)
    for chosen in (Profile.themes, Profile.audiences):
        m2m_changed.connect(choices_changed, sender=chosen.through)
