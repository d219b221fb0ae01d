"""The fictional people of the demonstration, one for each way of using the site."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from accounts.models import User


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Someone who does not exist, and what they may do."""

    email: str
    first_name: str
    last_name: str
    may: str
    """What this account lets one try, as `setup` says it."""
    groups: tuple[str, ...] = ()
    is_superuser: bool = False


DEMO_ACCOUNTS = (
    DemoAccount("sociale@demo.test", "Aïcha", "Benomar", "membre"),
    DemoAccount("animateur@demo.test", "Sonia", "Dethier", "membre"),
    DemoAccount("redactrice@demo.test", "Nadia", "Colson", "écrit et relit", groups=("Rédaction", "Relecture")),
    DemoAccount("admin@demo.test", "Claire", "Wauters", "administre le site", is_superuser=True),
)


def load(new_password: str, *, change: bool) -> list[DemoAccount]:
    """Make the accounts that are missing and, with `change`, give them all this password; say whose it now is."""
    return [account for account in DEMO_ACCOUNTS if _load_one(account, new_password, change=change)]


def _load_one(account: DemoAccount, password: str, *, change: bool) -> bool:
    user = User.objects.filter(email=account.email).first()
    if user is None:
        names = {"first_name": account.first_name, "last_name": account.last_name}
        rights = {"is_superuser": account.is_superuser, "is_staff": account.is_superuser}
        user = User.objects.create_user(account.email, password, **names, **rights)
        user.groups.set(Group.objects.get_or_create(name=name)[0] for name in account.groups)
        return True
    if change and not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
        return True
    return False
