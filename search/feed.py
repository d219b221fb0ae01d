"""Any search as an Atom feed: what everybody may see of it, the newest first, whoever asks."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, format_html
from django.views.decorators.http import conditional_page

from cards.kinds import Card, cards_for
from cards.momentary import only_for_now
from cards.refs import Ref, by_kind
from search.answer import Listing
from search.by_address import NoSuchListError, in_words, list_named, newest_hits
from search.indexing import findables
from search.port import SearchUnavailableError
from ui.reading import read_only

LENGTH = 30
RETRY_AFTER = 600
"""Seconds before a reader asks again while the engine is away: it keeps what it had."""


@read_only
@conditional_page
def search_feed(request: HttpRequest) -> HttpResponse:
    """`/recherche/flux.atom?q=…`: a stranger's view of the list, for members too: readers of feeds do not sign in."""
    try:
        listing = list_named(request.GET)
        entries = list(_entries(listing))
    except NoSuchListError:
        raise Http404 from None
    except SearchUnavailableError:
        only_for_now(request)
        words = "La recherche est en panne\u202f; ce flux revient dès qu’elle répond."
        plain = {"Retry-After": str(RETRY_AFTER), "Content-Type": "text/plain; charset=utf-8"}
        return HttpResponse(words, status=503, headers=plain)
    feed = _feed(request, listing)
    for card, day in entries:
        _add(feed, card, timezone.make_aware(datetime.combine(day, time())))
    return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


def _entries(listing: Listing) -> Iterator[tuple[Card, date]]:
    """Cards with the day of their last news; what has none, such as the page of a place, is no news."""
    stranger = AnonymousUser()
    refs = [hit.ref for hit in newest_hits(listing, stranger, LENGTH)]
    days = _days(refs)
    yield from ((card, days[card.ref]) for card in cards_for(refs, stranger) if card.ref in days)


def _days(refs: list[Ref]) -> dict[Ref, date]:
    owners = findables()
    found = (owners[kind].documents(keys).values() for kind, keys in by_kind(refs).items())
    return {each.ref: each.date for documents in found for each in documents if each.date}


def _feed(request: HttpRequest, listing: Listing) -> Atom1Feed:
    return Atom1Feed(
        title=f"{settings.SITE_NAME}\u00a0: {in_words(listing) or 'tout ce qui est nouveau'}",
        link=settings.BASE_URL + listing.first_url,
        description="",
        subtitle="Ce que chacun peut voir de cette recherche, le plus récent d’abord.",
        language="fr",
        feed_url=settings.BASE_URL + request.get_full_path(),
        author_name=settings.SITE_NAME,
    )


def _add(feed: Atom1Feed, card: Card, moment: datetime) -> None:
    facts = " · ".join(fact for fact in (card.kind_label, *card.facts) if fact)
    feed.add_item(
        title=card.title,
        link=settings.BASE_URL + card.url,
        description=format_html("{}<br>{}", facts, card.summary) if card.summary else escape(facts),
        unique_id=f"{settings.BASE_URL}/#{card.ref}",
        updateddate=moment,
        categories=[mark.label for mark in card.marks],
    )
