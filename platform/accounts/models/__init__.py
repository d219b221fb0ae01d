"""People, what they say of themselves, and the organisations they work for."""

from accounts.models.organisations import Organisation, OrganisationQuerySet
from accounts.models.profiles import Profile, ProfileQuerySet, Shown
from accounts.models.users import User, UserManager

__all__ = ["Organisation", "OrganisationQuerySet", "Profile", "ProfileQuerySet", "Shown", "User", "UserManager"]
