"""How an organisation is shown in any list, and what makes it findable."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from accounts import networks
from accounts.models import Organisation, OrganisationQuerySet
from accounts.structures.deeds import themes_of
from accounts.structures.types import OrganisationType
from cards.dates import in_words
from cards.kinds import Card, Viewer
from cards.refs import numbers_of
from cards.texts import excerpt, plain
from search.document import MEMBER, PUBLIC, Document
from search.facets import UNKNOWN

WEIGHT = 0.9
"""What somebody can be offered comes before who offers it, all else being equal."""


class OrganisationKind:
    """Organisations, for lists, search and whoever points at one."""

    label = "Structure"
    plural = "Structures"
    icon = "people"
    words: ClassVar[Mapping[str, Mapping[str, str]]] = {"structure_type": dict(OrganisationType.choices)}
    """Of the facet that is its own."""

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        found = _among(keys).visible_to(viewer).only(*_ON_CARDS).order_by()
        return {str(each.pk): card_of(each) for each in found}

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        found = list(_among(keys).standing().with_place().prefetch_related("sectors"))
        themes = themes_of([each.pk for each in found]) if found else {}
        return {str(each.pk): _document(each, themes.get(each.pk, ())) for each in found}

    def all_keys(self) -> Iterator[str]:
        keys = Organisation.objects.standing().order_by("pk").values_list("pk", flat=True)
        return (str(key) for key in keys.iterator(chunk_size=2000))

    def titles(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, str]:
        found = _among(keys).visible_to(viewer).order_by()
        return {str(key): name for key, name in found.values_list("pk", "name")}

    def named_like(self, words: Sequence[str], viewer: Viewer, limit: int) -> Sequence[str]:
        found = Organisation.objects.visible_to(viewer)
        for word in words:
            found = found.filter(name__icontains=word)
        return [str(pk) for pk in found.values_list("pk", flat=True)[:limit]]


organisation = OrganisationKind()
_ON_CARDS = (
    "slug", "name", "type", "own_type", "postcode", "city", "description", "own_description", "own_saved_at", "source",
    "opened",
)  # fmt: skip


def card_of(each: Organisation) -> Card:
    """The card of an organisation that the viewer may see."""
    place = f"{each.postcode} {each.city}".strip()
    return Card(
        ref=each.ref,
        title=each.name,
        url=each.get_absolute_url(),
        kind_label=OrganisationKind.label,
        icon=OrganisationKind.icon,
        summary=excerpt(each.own_description or each.description),
        facts=tuple(filter(None, (each.type_label, place, "" if each.is_open else "Visible des membres seulement"))),
        freshness=f"Complétée par la structure le {in_words(each.own_saved_at.date())}" if each.own_saved_at else "",
        freshness_state="ok" if each.own_saved_at else "",
    )


def _among(keys: Sequence[str]) -> OrganisationQuerySet:
    return Organisation.objects.filter(pk__in=numbers_of(keys))


def _document(each: Organisation, themes: Sequence[str]) -> Document:
    known, basin = each.known, each.basin
    sectors = list(each.sectors.all())
    return Document(
        ref=each.ref,
        title=each.name,
        url=each.get_absolute_url(),
        readers=(PUBLIC,) if each.is_open else (MEMBER,),
        summary=excerpt(known.description),
        body="\n".join(filter(None, map(plain, (known.description, each.own_notice)))),
        tags=tuple(sorted({tag for tag in (*_tags(each), *(sector.label for sector in sectors)) if tag})),
        facets={
            "structure_type": (known.type or UNKNOWN,),
            "sector": tuple(sector.slug for sector in sectors),
            "basin": (basin.slug,) if basin else (),
            "theme": tuple(themes),
        },
        municipality=each.municipality.current.code if each.municipality else "",
        point=None if each.latitude is None or each.longitude is None else (each.latitude, each.longitude),
        offered_in=(),
        date=each.own_saved_at.date() if each.own_saved_at else each.source_updated_on,
        source_id=each.source_id,
        weight=WEIGHT,
    )


def _tags(each: Organisation) -> Iterator[str]:
    yield from (each.city, each.postcode, each.type_label)
    yield from map(networks.name, each.networks)
