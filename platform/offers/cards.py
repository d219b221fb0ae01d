"""How a service is shown in any list, and what makes it findable."""

from collections.abc import Iterator, Mapping, Sequence

from cards.kinds import Card, Mark, Viewer
from offers import freshness
from offers.models import Fees, Offer, OfferQuerySet, OfferType, Reception
from offers.texts import excerpt, plain
from offers.zones import Cover
from search.document import Document
from vocabulary.models import Audience

MOST_MARKS = 2
EVERYONE = "tous-publics"
LONGEST_KEY = 18
"""Digits that fit a database's integer."""
WEIGHT_UNKNOWN_AUDIENCE = 0.8
WEIGHT_STALE = 0.85


def card_of(offer: Offer) -> Card:
    """The card of an offer read `with_relations`."""
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
        marks=_marks(offer),
    )


class OfferKind:
    """Services and aids, for lists, search and whoever points at one."""

    label = "Service"
    plural = "Services et aides"
    icon = "service"

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        offers = _among(keys).visible_to(viewer).published().with_relations()
        return {str(offer.pk): card_of(offer) for offer in offers}

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

    def named_like(self, words: Sequence[str], viewer: Viewer, limit: int) -> Sequence[str]:
        found = Offer.objects.published().visible_to(viewer)
        for word in words:
            found = found.filter(name__icontains=word)
        return [str(pk) for pk in found.values_list("pk", flat=True)[:limit]]


offer = OfferKind()


def _among(keys: Sequence[str]) -> OfferQuerySet:
    return Offer.objects.filter(pk__in=[int(key) for key in keys if key.isdecimal() and len(key) <= LONGEST_KEY])


def _facts(offer: Offer) -> tuple[str, ...]:
    return (
        offer.organisation.name if offer.organisation else "",
        offer.city,
        Fees(offer.fees).label if offer.fees else "",
        "À distance" if offer.is_remote else "",
        "" if offer.audiences_known else "Public non précisé",
    )


def _marks(offer: Offer) -> tuple[Mark, ...]:
    categories = {(theme.parent or theme).pk: theme.parent or theme for theme in offer.theme_list}
    return tuple(Mark(category.mark, category.label) for category in list(categories.values())[:MOST_MARKS])


def _document(offer: Offer, cover: Cover, audiences: tuple[str, ...]) -> Document:
    named = [audience.slug for audience in offer.audiences.all()]
    basins = cover.basins(offer.municipality_id, offer.zones, offer.country, bound=offer.is_bound)
    return Document(
        ref=offer.ref,
        title=offer.name,
        url=offer.get_absolute_url(),
        summary=excerpt(offer.description),
        body="\n".join(filter(None, map(plain, _texts(offer)))),
        tags=tuple(dict.fromkeys(filter(None, _tags(offer)))),
        facets={
            "theme": _theme_slugs(offer),
            # Whoever looks for one audience also finds what is open to all.
            "audience": audiences if EVERYONE in named else tuple(named),
            "basin": basins,
            "serves": tuple(offer.serves),
            "format": tuple(offer.reception_modes),
        },
        municipality=offer.municipality_id or "",
        point=offer.point,
        reaches_its_basins=offer.is_remote or not (offer.municipality_id or offer.point),
        date=offer.updated_on,
        source_id=offer.source_id,
        weight=_weight(offer),
    )


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
