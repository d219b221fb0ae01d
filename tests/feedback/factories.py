"""Pages to talk of, and people who look after them."""

from typing import Any

from accounts.models import User
from cards.refs import Ref
from feedback.models import Remark, Verdict
from feedback.visits import new_visit
from territories.models import Basin, Part, Role


def remark(ref: Ref, verdict: str = Verdict.NO, **fields: Any) -> Remark:
    said = {"verdict": "" if "reason" in fields else verdict, **fields}
    return Remark.objects.create(kind=ref.kind, key=ref.key, visit=new_visit(), **said)


def facilitator(email: str, basin: Basin) -> User:
    user = User.objects.create_user(email, "un mot de passe", first_name="Sonia", last_name="Dethier")
    Role.objects.create(user=user, part=Part.FACILITATOR, basin=basin)
    return user
