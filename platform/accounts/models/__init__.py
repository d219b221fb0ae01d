"""People, what they say of themselves, and the organisations they work for."""

from accounts.models.claims import Claim, ClaimState
from accounts.models.joining import Application, Invitation
from accounts.models.kept import Kept
from accounts.models.mergers import Distinction, Merger
from accounts.models.organisations import Organisation, OrganisationQuerySet, shown_to
from accounts.models.profiles import Profile, ProfileQuerySet, Shown, profile_of
from accounts.models.users import User, UserManager

__all__ = [
    "Application", "Claim", "ClaimState", "Distinction", "Invitation", "Kept", "Merger", "Organisation",
    "OrganisationQuerySet", "Profile", "ProfileQuerySet", "Shown", "User", "UserManager", "profile_of", "shown_to",
]  # fmt: skip
