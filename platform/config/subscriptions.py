"""Who hears an event: tasks are owed and paid later, plain functions are paid at once in the same transaction."""

from collections.abc import Mapping, Sequence

from accounts.events import PeopleChanged
from accounts.people.tasks import tell_of_people
from accounts.space.basin_news import tell_of_place
from accounts.space.tasks import tell_who_keeps
from accounts.structures.bookmarks import keep_what_was_kept
from accounts.structures.events import OrganisationsChanged, OrganisationsMerged, OrganisationsParted
from accounts.structures.tasks import tell_of_places as tell_structures_of_places
from accounts.structures.tasks import tell_of_terms as tell_structures_of_terms
from feedback import following as remarks
from fichesactions.events import PagesChanged
from fichesactions.origins import tell_organisations
from fichesactions.tasks import tell_of_words
from offers.events import OffersChanged
from offers.merging import follow, go_back
from offers.tasks import tell_of_places, tell_of_terms
from outbox.events import Event, Subscriber
from search.doors import raise_basins
from search.ledger import raise_versions
from search.tasks import refresh_index
from territories import following as contacts
from territories.events import EditionPublished, PagePinned, PlacesChanged
from vocabulary.events import TermsChanged

SUBSCRIPTIONS: Mapping[type[Event], Sequence[Subscriber]] = {
    PagesChanged: (raise_versions, refresh_index, tell_organisations),
    OffersChanged: (raise_versions, refresh_index, tell_who_keeps),
    PeopleChanged: (raise_versions, refresh_index),
    OrganisationsChanged: (raise_versions, refresh_index, tell_of_people),
    OrganisationsMerged: (
        raise_versions, refresh_index, follow, keep_what_was_kept, remarks.follow_merged, contacts.follow_merged,
        tell_of_people,
    ),
    OrganisationsParted: (raise_versions, refresh_index, go_back, remarks.follow_parted, tell_of_people),
    TermsChanged: (tell_of_terms, tell_structures_of_terms, tell_of_words, tell_of_people),
    EditionPublished: (tell_of_place,),
    PagePinned: (tell_of_place,),
    PlacesChanged: (
        raise_versions, raise_basins, refresh_index, tell_of_places, tell_structures_of_places, tell_of_words,
        tell_of_people,
    ),
}  # fmt: skip
