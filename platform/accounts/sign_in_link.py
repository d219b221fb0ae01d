"""The link of a sign-in letter: it opens the account on whatever device it is read on, once, within twenty minutes."""

from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

HOLDS = timedelta(minutes=20)
_SALT = "accounts.sign_in_link"


def token_for(user: User) -> str:
    """What the link ends with. It changes with each sign-in and each password, and so serves once."""
    return signing.dumps([user.pk, _now_of(user)], salt=_SALT)


def user_of(token: str) -> User | None:
    """Whom a link signs in; None when it is too old, was altered, or has served."""
    try:
        pk, then = signing.loads(token, salt=_SALT, max_age=HOLDS)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return user if user and constant_time_compare(then, _now_of(user)) else None


def _now_of(user: User) -> str:
    return salted_hmac(_SALT, f"{user.pk}:{user.email}:{user.password}:{user.last_login}").hexdigest()
