"""Who hears an event: tasks are owed and paid later, plain functions are paid at once in the same transaction."""

from collections.abc import Mapping, Sequence

from fichesactions.events import PagesChanged
from offers.events import OffersChanged
from outbox.events import Event, Subscriber
from search.ledger import raise_versions
from search.tasks import refresh_index

SUBSCRIPTIONS: Mapping[type[Event], Sequence[Subscriber]] = {
    PagesChanged: (raise_versions, refresh_index),
    OffersChanged: (raise_versions, refresh_index),
}
