"""What people do with how they are known."""

from django.db import transaction

from accounts.models import Profile, User
from accounts.models.profiles import new_slug
from accounts.people import photos
from accounts.people.changes import people_changed
from accounts.people.forms import NAMES, ProfileForm
from accounts.people.versions import differences, version_of
from outbox.transactions import one_change


class ChangedMeanwhileError(Exception):
    """What is saved is no longer what this person saw when they began to write."""

    def __init__(self, saved: Profile, differences: dict[str, str]) -> None:
        self.saved, self.differences = saved, differences


def keep_profile(*, form: ProfileForm) -> Profile:
    """Save what somebody says of themselves, with their name; a new name gives their page a new address.

    Raises ChangedMeanwhileError when that would cover what they have not seen, and says what.
    """
    profile: Profile = form.instance
    with one_change():
        # That row alone: PostgreSQL refuses to hold what may be missing.
        held = Profile.objects.select_for_update(of=("self",))
        saved = held.select_related("user", "organisation", "basin").get(pk=profile.pk)
        if form.cleaned_data["version"] != version_of(saved) and (unseen := differences(form.cleaned_data, saved)):
            raise ChangedMeanwhileError(saved, dict(unseen))
        _rename(profile, saved.user, *(form.cleaned_data[name] for name in NAMES))
        profile.photo = saved.photo  # Chosen on a page of its own, perhaps since this one was read.
        form.save()
    return profile


def _rename(profile: Profile, user: User, *names: str) -> None:
    if tuple(getattr(user, name) for name in NAMES) == names:
        return
    for name, value in zip(NAMES, names, strict=True):
        setattr(user, name, value)
    user.save(update_fields=NAMES)
    profile.user, profile.slug = user, new_slug(user)


def show_photo(*, profile: Profile, photo: str) -> None:
    """Show this photo, already kept (see `photos.keep`), instead of the one before; none when it is empty."""
    with transaction.atomic():
        before = Profile.objects.select_for_update().values_list("photo", flat=True).get(pk=profile.pk)
        Profile.objects.filter(pk=profile.pk).update(photo=photo)
        people_changed(profile.pk)
        transaction.on_commit(lambda: photos.forget(before), robust=True)
