"""How a service is shown in any list, and what makes it findable."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.text import capfirst

from cards.kinds import Card, Mark, Viewer
from cards.refs import numbers_of
from cards.texts import excerpt, plain
from offers import freshness
from offers.models import Fees, Offer, OfferQuerySet, OfferType, Reception
from offers.zones import Cover, at_a_glance
from search.document import Document
from search.facets import UNKNOWN
from vocabulary.marks import marks_by_thing
from vocabulary.models import Audience

EVERYONE = "tous-publics"
WEIGHT_UNKNOWN_AUDIENCE = 0.8
WEIGHT_STALE = 0.85


def cards_of(offers: Iterable[Offer], *, marked: bool = True) -> list[Card]:
    """Cards of offers read `for_cards`, in their order; one query more for the marks of them all, which cells do not
    draw."""
    read = list(offers)
    marks = marks_by_thing(Offer.themes.through, "offer", [offer.pk for offer in read]) if marked and read else {}
    return [_card(offer, marks.get(offer.pk, ())) for offer in read]


def _card(offer: Offer, marks: tuple[Mark, ...]) -> Card:
    return Card(
        ref=offer.ref,
        title=offer.name,
        url=offer.get_absolute_url(),
        kind_label=OfferKind.label,
        icon=OfferKind.icon,
        summary=excerpt(offer.description),
        facts=tuple(fact for fact in _facts(offer) if fact),
        freshness=freshness.words(offer.updated_on),
        freshness_state=freshness.state(offer.updated_on),
        marks=marks,
    )


class OfferKind:
    """Services and aids, for lists, search and whoever points at one."""

    label = "Service"
    plural = "Services et aides"
    icon = "service"

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        offers = _among(keys).visible_to(viewer).published().for_cards()
        return {card.ref.key: card for card in cards_of(offers.order_by())}

    def retired(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        """Those that their source withdrew: their page stands, and shows others."""
        offers = _among(keys).visible_to(viewer).filter(withdrawn_on__isnull=False).for_cards()
        cards = cards_of(offers.order_by(), marked=False)
        return {card.ref.key: replace(card, freshness="Retiré de sa source", freshness_state="stale") for card in cards}

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        offers = list(_among(keys).published().with_relations().prefetch_related("audiences"))
        if not offers:
            return {}
        cover = Cover()
        audiences = tuple(Audience.objects.values_list("slug", flat=True))
        return {str(offer.pk): _document(offer, cover, audiences) for offer in offers}

    def all_keys(self) -> Iterator[str]:
        keys = Offer.objects.published().order_by("pk").values_list("pk", flat=True)
        return (str(key) for key in keys.iterator(chunk_size=2000))

    def titles(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, str]:
        found = _among(keys).visible_to(viewer).published().order_by()
        return {str(key): name for key, name in found.values_list("pk", "name")}

    def named_like(self, words: Sequence[str], viewer: Viewer, limit: int) -> Sequence[str]:
        found = Offer.objects.published().visible_to(viewer)
        for word in words:
            found = found.filter(name__icontains=word)
        return [str(pk) for pk in found.values_list("pk", flat=True)[:limit]]


offer = OfferKind()


def _among(keys: Sequence[str]) -> OfferQuerySet:
    return Offer.objects.filter(pk__in=numbers_of(keys))


def _facts(offer: Offer) -> tuple[str, ...]:
    return (
        offer.organisation.name if offer.organisation else "",
        offer.city,
        Fees(offer.fees).label if offer.fees else "",
        "À distance" if offer.is_remote else "",
        capfirst(at_a_glance(offer.zones)) if offer.is_remote or not offer.city else "",
        "" if offer.audiences_known else "Public non précisé",
    )


def _document(offer: Offer, cover: Cover, audiences: tuple[str, ...]) -> Document:
    place = (offer.municipality_id, offer.zones, offer.country)
    on_site = offer.is_on_site
    return Document(
        ref=offer.ref,
        title=offer.name,
        url=offer.get_absolute_url(),
        summary=excerpt(offer.description),
        body="\n".join(filter(None, map(plain, _texts(offer)))),
        tags=tuple(sorted(set(filter(None, _tags(offer))))),
        facets=_facets(offer, audiences) | {"basin": cover.basins(*place, bound=offer.is_bound)},
        municipality=cover.today(offer.municipality_id) if on_site and offer.municipality_id else "",
        point=offer.point if on_site else None,
        offered_in=cover.offered_in(*place, bound=offer.is_bound, remote=offer.is_remote),
        date=offer.updated_on,
        source_id=offer.source_id,
        weight=_weight(offer),
    )


def _facets(offer: Offer, audiences: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    named = tuple(audience.slug for audience in offer.audiences.all())
    return {
        "theme": _theme_slugs(offer),
        # Whoever looks for one audience also finds what is open to all.
        "audience": audiences if EVERYONE in named else named or (UNKNOWN,),
        "serves": tuple(offer.serves),
        "type": (offer.type or UNKNOWN,),
        "fees": (offer.fees or UNKNOWN,),
        "format": tuple(offer.reception_modes) or (UNKNOWN,),
        "organisation": (offer.organisation.slug,) if offer.organisation else (),
    }


def _texts(offer: Offer) -> tuple[str, ...]:
    return offer.description, offer.audience_details, offer.conditions, offer.fees_details, offer.request_details


def _tags(offer: Offer) -> Iterator[str]:
    yield offer.organisation.name if offer.organisation else ""
    yield from (offer.city, offer.postcode)
    yield OfferType(offer.type).label if offer.type else ""
    yield Fees(offer.fees).label if offer.fees else ""
    yield from (Reception(mode).label for mode in offer.reception_modes)
    for theme in offer.theme_list:
        yield from (theme.label, theme.parent.label if theme.parent else "")
    yield from (audience.label for audience in offer.audiences.all())


def _theme_slugs(offer: Offer) -> tuple[str, ...]:
    themes = offer.theme_list
    return tuple(dict.fromkeys([t.slug for t in themes] + [t.parent.slug for t in themes if t.parent]))


def _weight(offer: Offer) -> float:
    weight = 1.0 if offer.audiences_known else WEIGHT_UNKNOWN_AUDIENCE
    return weight * (WEIGHT_STALE if freshness.state(offer.updated_on) == "stale" else 1.0)
