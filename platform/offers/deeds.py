"""What services tell of the organisations that offer them."""

from collections.abc import Collection, Mapping

from offers.models import Offer


def persons_named(organisations: Collection[int]) -> Mapping[int, Collection[str]]:
    """Whom their services name, withdrawn ones included."""
    named = Offer.objects.filter(organisation__in=organisations).contact_persons()
    people: dict[int, list[str]] = {}
    for organisation, person in named.values_list("organisation", "contact_person"):
        people.setdefault(organisation, []).append(person)
    return people


def themes_of(organisations: Collection[int]) -> Mapping[int, Collection[str]]:
    """The themes of their published services, with the parents."""
    filed = Offer.objects.published().filter(organisation__in=organisations, themes__isnull=False).order_by()
    found: dict[int, dict[str, None]] = {}
    for organisation, slug, parent in filed.values_list(
        "organisation", "themes__slug", "themes__parent__slug"
    ).distinct():
        found.setdefault(organisation, {}).update(dict.fromkeys(each for each in (slug, parent) if each))
    return {organisation: sorted(slugs) for organisation, slugs in found.items()}
