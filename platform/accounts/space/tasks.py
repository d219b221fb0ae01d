"""What « Mon espace » does by itself: tell of what closed, forget what was let go."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import Kept
from cards.kinds import retired_for
from cards.refs import Ref, by_kind
from notifications.telling import settle, tell

REGRETTED_WITHIN = timedelta(days=1)


@task(priority=20)
def tell_who_keeps(event: str = "", refs: Sequence[Sequence[str]] = ()) -> int:
    """Hears of services: those that closed are told to whoever keeps them, once; one that is back is not closed."""
    changed = [Ref(kind, key) for kind, key in refs]
    keepers: dict[Ref, list[int]] = {}
    for kind, keys in by_kind(changed).items():
        rows = Kept.objects.filter(kind=kind, key__in=keys, let_go_at=None)
        for key, person in rows.values_list("key", "person"):
            keepers.setdefault(Ref(kind, key), []).append(person)
    over = {card.ref for card in retired_for(keepers, AnonymousUser())}
    with transaction.atomic():
        for ref, people in keepers.items():
            if ref in over:
                tell(people, "kept.over", ref)
            else:
                settle("kept.over", ref)
    return len(over)


@task(priority=-50)
def forget_what_was_let_go() -> int:
    """Forget, with their notes, pages that were kept until yesterday."""
    gone, _ = Kept.objects.filter(let_go_at__lt=timezone.now() - REGRETTED_WITHIN).delete()
    return gone
