"""What search reads of people: for each, one document that members find and one that strangers do.

Each is made of what its readers may see and of nothing else, so that no count, filter, suggestion, correction or
excerpt tells more than their page.
"""

from collections.abc import Iterator, Mapping, Sequence

from accounts.models import Profile, Shown
from accounts.people.seen import Seen, with_pieces
from cards import refs
from cards.refs import Ref
from cards.texts import excerpt
from search.document import MEMBER, STRANGER, Document, basin_key

KIND = "person"
FOR_EVERYONE = ".everyone"
"""Ends the key of the document that strangers find."""
_READERS: Mapping[Shown, str] = {Shown.MEMBERS: MEMBER, Shown.EVERYONE: STRANGER}


def refs_of(pk: int) -> tuple[Ref, Ref]:
    """Both documents of a person: what changes one may change the other."""
    return Ref(KIND, str(pk)), Ref(KIND, f"{pk}{FOR_EVERYONE}")


def number_of(key: str) -> int | None:
    """Whose key this is, of either document; None when it is nobody's."""
    return refs.number_of(key.removesuffix(FOR_EVERYONE))


def documents(keys: Sequence[str]) -> dict[str, Document]:
    """Documents by key, of those whom somebody may find."""
    found: dict[str, Document] = {}
    for least in _READERS:
        own = {number_of(key): key for key in keys if key.endswith(FOR_EVERYONE) is (least is Shown.EVERYONE)}
        named = Profile.objects.filter(pk__in=[pk for pk in own if pk], name_shown__gte=least, user__is_active=True)
        for profile in with_pieces(named, least) if own else ():
            found[own[profile.pk]] = _document(Seen(profile, least), Ref(KIND, own[profile.pk]))
    return found


def all_keys() -> Iterator[str]:
    """Both keys of everybody who shows a name to somebody."""
    named = Profile.objects.filter(user__is_active=True, name_shown__gte=Shown.MEMBERS).order_by("pk")
    for pk, shown in named.values_list("pk", "name_shown").iterator(chunk_size=2000):
        own, for_everyone = refs_of(pk)
        yield own.key
        if shown >= Shown.EVERYONE:
            yield for_everyone.key


def _document(seen: Seen, ref: Ref) -> Document:
    basin = seen.basin
    return Document(
        ref=ref,
        title=seen.name,
        url=seen.profile.get_absolute_url(),
        readers=(_READERS[seen.least],),
        summary=excerpt(seen.helps_with),
        body="\n".join(filter(None, (seen.helps_with, seen.about))),
        tags=tuple(dict.fromkeys(_tags(seen))),
        facets=_facets(seen),
        # Asked for around a place, only those who say where they work can be near it.
        offered_in=(basin_key(basin.slug),) if basin else (),
        date=seen.profile.user.date_joined.date(),
    )


def _tags(seen: Seen) -> Iterator[str]:
    yield from filter(None, (seen.trade, seen.organisation and seen.organisation.name, seen.basin and seen.basin.name))
    for theme in seen.themes:
        yield from (theme.label, *([theme.parent.label] if theme.parent else ()))
    yield from (audience.label for audience in seen.audiences)
    yield from seen.languages.values()
    if seen.welcomes_visits:
        yield "accueille des visites"


def _facets(seen: Seen) -> dict[str, tuple[str, ...]]:
    themes = seen.themes
    parents = [theme.parent.slug for theme in themes if theme.parent]
    return {
        "theme": tuple(dict.fromkeys([*(theme.slug for theme in themes), *parents])),
        "audience": tuple(audience.slug for audience in seen.audiences),
        "basin": (seen.basin.slug,) if seen.basin else (),
        "language": tuple(seen.languages),
        "welcomes": ("oui",) if seen.welcomes_visits else (),
        "organisation": (seen.organisation.slug,) if seen.organisation else (),
    }
