"""The content generation: how many committed changes touched what people read. A kept page of an older one is stale.

Every change appends a row in its own transaction, so writers never wait for each other, and the sum counts exactly what
is committed: a transaction that began long ago and ends now raises it now. Nothing that is read ever lowers it.
"""

from django.db import connection, transaction

from outbox.models import ContentChange

_READ = f"SELECT SUM(times) FROM {ContentChange._meta.db_table}"  # noqa: S608 - our own table


class ChangedOutsideTransactionError(RuntimeError):
    """The generation must rise, or not, with the change itself."""


def content_changed() -> None:
    """Say, in the transaction of the change, that what people read is about to differ.

    Events say it by themselves, and so does `one_change`. Raises ChangedOutsideTransactionError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise ChangedOutsideTransactionError
    ContentChange.objects.create()


def generation() -> int:
    """The generation as committed now: to be read before a page is made, never after. One query, without the ORM's
    own cost, since every kept page is checked by it."""
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return int(cursor.fetchone()[0] or 0)


def fold() -> int:
    """Make one row of those committed so far and say how many they were; the sum, and so every kept page, stands."""
    with transaction.atomic():
        # Locked first: what another has folded meanwhile is gone from both the sum and the deletion.
        rows = dict(ContentChange.objects.select_for_update().values_list("pk", "times"))
        if len(rows) > 1:
            ContentChange.objects.filter(pk__in=rows).delete()
            ContentChange.objects.create(times=sum(rows.values()))
    return len(rows)
