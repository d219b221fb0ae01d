"""People in any list, for whoever reads it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import Prefetch, Q

from accounts.models import Organisation, Profile, ProfileQuerySet, Shown
from accounts.people import documents
from accounts.people.documents import KIND, number_of
from accounts.people.seen import SOMEBODY, Seen
from cards.kinds import Card, Viewer
from cards.refs import Ref
from cards.texts import excerpt
from search.document import Document
from vocabulary.marks import marks_by_thing


def cards_of(profiles: ProfileQuerySet, viewer: Viewer, *, marked: bool = True) -> list[Card]:
    """Cards of these people, in their order: two queries whatever their number, and one for the marks, which cells do
    not draw. The caller has already asked `visible_to`."""
    least = Shown.least_for(viewer)
    organisations = Organisation.objects.visible_to(SOMEBODY[least]).only("name", "slug").order_by()
    read = profiles.select_related("user", "basin__territory").prefetch_related(Prefetch("organisation", organisations))
    return list(_drawn([Seen(profile, least) for profile in read], marked=marked))


def _drawn(people: Sequence[Seen], *, marked: bool) -> Iterator[Card]:
    filed = [seen.profile.pk for seen in people if marked and seen.profile.themes_shown >= seen.least]
    marks = marks_by_thing(Profile.themes.through, "profile", filed)
    for seen in people:
        facts = (seen.trade, seen.organisation and seen.organisation.name, seen.basin and str(seen.basin))
        yield Card(
            ref=seen.profile.ref,
            title=seen.name,
            url=seen.profile.get_absolute_url(),
            kind_label=PersonKind.label,
            icon=PersonKind.icon,
            summary=excerpt(seen.helps_with),
            facts=(*(fact for fact in facts if fact), *(["Accueille des visites"] if seen.welcomes_visits else ())),
            marks=marks.get(seen.profile.pk, ()),
        )


class PersonKind:
    """Members, as config/kinds.py lists them. A key may end with `.everyone`: whoever asks, what is shown is what they
    may see."""

    label = "Personne"
    plural = "Personnes"
    icon = "people"

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        own = {card.ref.key: card for card in cards_of(_among(keys).visible_to(viewer), viewer)}
        return {key: _under(own[number], key) for key in keys if (number := str(number_of(key))) in own}

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        return documents.documents(keys)

    def all_keys(self) -> Iterator[str]:
        return documents.all_keys()

    def titles(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, str]:
        seen = _among(keys).visible_to(viewer).select_related("user").only("user__first_name", "user__last_name")
        names = {profile.pk: profile.user.get_full_name() for profile in seen}
        return {key: names[number] for key in keys if (number := number_of(key)) in names}

    def named_like(self, words: Sequence[str], viewer: Viewer, limit: int) -> Sequence[str]:
        """By name alone: what else a person says may be hidden from this viewer."""
        named = Q()
        for word in words:
            named &= Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
        found = Profile.objects.visible_to(viewer).filter(named).order_by("user__last_name", "user__first_name", "pk")
        return [str(pk) for pk in found.values_list("pk", flat=True)[:limit]]


person = PersonKind()


def _among(keys: Iterable[str]) -> ProfileQuerySet:
    return Profile.objects.filter(pk__in={number for key in keys if (number := number_of(key)) is not None})


def _under(card: Card, key: str) -> Card:
    """The same card, answering to the key it was asked by."""
    return card if card.ref.key == key else replace(card, ref=Ref(KIND, key))
