"""Who hears an event: tasks are owed and paid later, plain functions are paid at once in the same transaction."""

from collections.abc import Mapping, Sequence

from fichesactions.events import PagesChanged
from fichesactions.tasks import tell_of_words
from offers.events import OffersChanged
from offers.tasks import tell_of_places, tell_of_terms
from outbox.events import Event, Subscriber
from search.ledger import raise_versions
from search.tasks import refresh_index
from territories.events import PlacesChanged
from vocabulary.events import TermsChanged

SUBSCRIPTIONS: Mapping[type[Event], Sequence[Subscriber]] = {
    PagesChanged: (raise_versions, refresh_index),
    OffersChanged: (raise_versions, refresh_index),
    TermsChanged: (tell_of_terms, tell_of_words),
    PlacesChanged: (tell_of_places, tell_of_words),
}
