"""Structures that look alike: proposed, merged or told apart by a person, and never undone by a delivery."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import vocabulary.seeding
from accounts.models import Claim, ClaimState, Kept, Merger, Organisation, Profile, User
from accounts.structures.domains import speaks_for
from accounts.structures.lookalikes import like, pairs
from accounts.structures.merging import AlreadyMergedError, CannotPartError, SameStructureError, merge, part, tell_apart
from offers.models import Offer
from territories.models import Basin, FirstContact
from tests.offers.factories import LIEGE, a_basin, a_member, a_service, a_structure, deliver

pytestmark = pytest.mark.django_db
ALL = Organisation.objects.all


@pytest.fixture
def boss() -> User:
    return User.objects.create_superuser("chef@exemple.test", "x", first_name="Nadia")


@pytest.fixture
def two(tmp_path: Path) -> Callable[..., list[Organisation]]:
    """The same place, delivered by two sources with a service each."""
    vocabulary.seeding.load()
    a_basin()

    def made(**second: Any) -> list[Organisation]:
        other = {"source": "autre", "id": "autre--1", "nom": "Le C.P.A.S. de Liège", **LIEGE} | second
        service = a_service("b", source="autre", id="autre--b", structure_id="autre--1", nom="Bouge")
        deliver(tmp_path, a_structure(nom="CPAS de Liège", **LIEGE), a_structure(**other), a_service("a"), service)
        return list(Organisation.objects.order_by("pk"))

    return made


def test_they_are_found_by_what_is_indexed_and_each_sign_is_said(two: Callable[..., list[Organisation]]) -> None:
    one, other = two(nom="cpas de liege", telephone="+3242200000")
    Organisation.objects.update(phone="+3242200000")
    one.refresh_from_db()
    [found] = like(one, Organisation.objects.standing())
    assert (found.organisation, found.why) == (other, "même nom dans la même commune et même téléphone")
    assert like(Organisation(), Organisation.objects.standing()) == []
    # A sign that many share is a network's: one switchboard for all.
    for key in range(8):
        Organisation.objects.create(slug=f"s{key}", name=f"Antenne {key}", siret="13000000000000")
    with CaptureQueriesContext(connection) as queries:
        proposed = pairs(Organisation.objects.standing())
    assert [(a, b.organisation) for a, b in proposed] == [(one, other)]
    assert len(queries) <= 12


def test_two_that_were_told_apart_are_proposed_no_more(two: Callable[..., list[Organisation]], boss: User) -> None:
    one, other = two(nom="CPAS de Liège")
    for _ in range(2):
        tell_apart(one=other, other=one, by=boss)
    assert (pairs(ALL()), like(one, ALL()), like(other, ALL())) == ([], [], [])
    with pytest.raises(SameStructureError):
        tell_apart(one=one, other=one, by=boss)


def test_everything_moves_to_the_one_that_is_kept_and_its_address_leads_there(
    two: Callable[..., list[Organisation]], boss: User
) -> None:
    kept, gone = two(telephone="+3242200000")
    worker = a_member()
    Profile.objects.create(user=worker, slug="luc", organisation=gone)
    Claim.objects.create(organisation=gone, user=worker, state=ClaimState.ACCEPTED, asked_at=boss.date_joined)
    Kept.objects.create(person=worker, kind="organisation", key=str(gone.pk), note="À revoir")
    contact = FirstContact.objects.create(
        basin=Basin.objects.get(), position=1, organisation=str(gone.ref), verified_on=boss.date_joined.date()
    )
    Organisation.objects.filter(pk=gone.pk).update(own_notice="Sonnez.")
    client = Client()
    client.force_login(boss)
    address = f"{kept.get_absolute_url()}ressemble/{gone.slug}/"
    assert "Est-ce la même structure" in client.get(address).content.decode()
    assert client.post(address, {"garder": kept.slug})["Location"] == kept.get_absolute_url()
    assert set(Offer.objects.values_list("organisation", flat=True)) == {kept.pk}
    kept.refresh_from_db()
    assert (kept.phone, kept.own_notice) == ("+3242200000", "Sonnez.")
    assert Profile.objects.get().organisation == kept
    assert Claim.objects.get().organisation == kept
    assert (Kept.objects.get().key, Kept.objects.get().note) == (str(kept.pk), "À revoir")
    contact.refresh_from_db()
    assert contact.thing == kept.ref
    moved = Client().get(gone.get_absolute_url())
    assert (moved.status_code, moved["Location"]) == (301, kept.get_absolute_url())
    page = Client().get(kept.get_absolute_url()).content.decode()
    assert "Bouge" in page
    assert "Essai et Autre" in page


def test_the_next_delivery_updates_the_kept_row_and_makes_no_other(
    two: Callable[..., list[Organisation]], boss: User, tmp_path: Path
) -> None:
    kept, gone = two()
    merge(merged=gone, kept=kept, by=boss)
    again = {"source": "autre", "id": "autre--1", "nom": "CPAS LIEGE", **LIEGE}
    new = a_service("c", source="autre", id="autre--c", structure_id="autre--1")
    newer = a_structure(**again, telephone="+3249999999", date_maj="2026-10-01")
    deliver(tmp_path, newer, new, confirm_withdrawals=True)
    kept.refresh_from_db()
    assert (kept.name, kept.phone, kept.source_id) == ("CPAS de Liège", "+3249999999", "essai--structure-1")
    assert Organisation.objects.standing().get() == kept
    assert Offer.objects.get(source_id="autre--c").organisation == kept
    # Its own source speaks later; the older word of the other does not come back.
    deliver(tmp_path, a_structure(nom="CPAS de Liège", telephone="+3241111111", date_maj="2026-11-01", **LIEGE))
    deliver(tmp_path, a_structure(**again, telephone="+3248888888", date_maj="2026-10-02"))
    kept.refresh_from_db()
    assert kept.phone == "+3241111111"
    report = deliver(tmp_path, newer | {"telephone": "+3248888888", "date_maj": "2026-10-02"})
    assert report.structures.unchanged == 1


def test_what_a_member_entered_takes_what_a_source_delivers_and_keeps_its_own_words(
    two: Callable[..., list[Organisation]], boss: User, tmp_path: Path
) -> None:
    _, delivered = two()
    entered = Organisation.objects.create(slug="entree", name="CPAS du centre", phone="04 1", description="À nous.")
    merge(merged=delivered, kept=entered, by=boss)
    deliver(tmp_path, a_structure(**{"source": "autre", "id": "autre--1", "telephone": "+3247", **LIEGE}))
    entered.refresh_from_db()
    assert (entered.known.phone, entered.known.description, entered.phone) == ("04 1", "À nous.", "+3247")
    assert Client().get(entered.get_absolute_url()).status_code == 200, "what a source delivers is public"


def test_a_chain_of_mergers_leads_to_its_end(two: Callable[..., list[Organisation]], boss: User) -> None:
    a, b = two()
    c = Organisation.objects.create(slug="c", name="C", source="essai", source_id="essai--c")
    merge(merged=a, kept=b, by=boss)
    merge(merged=b, kept=c, by=boss)
    for gone in (a, b):
        assert Client().get(gone.get_absolute_url())["Location"] == c.get_absolute_url()
    with pytest.raises(AlreadyMergedError):
        merge(merged=a, kept=Organisation.objects.create(slug="d", name="D"), by=boss)
    with pytest.raises(CannotPartError):
        part(merger=Merger.objects.get(merged=a))


def test_a_into_b_and_b_into_a_is_one_merger_and_nothing_is_lost(
    two: Callable[..., list[Organisation]], boss: User
) -> None:
    a, b = two()
    first = merge(merged=a, kept=b, by=boss)
    assert merge(merged=b, kept=a, by=boss) == first
    assert merge(merged=a, kept=b, by=boss) == first
    assert list(Organisation.objects.standing()) == [b]
    assert Offer.objects.filter(organisation=b).count() == 2


def test_a_merger_undone_gives_each_back_what_it_had(two: Callable[..., list[Organisation]], boss: User) -> None:
    kept, gone = two(telephone="+3242200000")
    Profile.objects.create(user=a_member(), slug="luc", organisation=gone)
    merger = merge(merged=gone, kept=kept, by=boss)
    client = Client()
    client.force_login(boss)
    undo = f"{kept.get_absolute_url()}fusions/{merger.pk}/"
    assert "Annuler la fusion" in client.get(undo).content.decode()
    assert client.post(undo)["Location"] == gone.get_absolute_url()
    kept.refresh_from_db()
    assert (kept.phone, Profile.objects.get().organisation) == ("", gone)
    assert Offer.objects.get(source_id="autre--b").organisation == gone
    assert client.get(gone.get_absolute_url()).status_code == 200
    assert "ne s’annule plus" in client.get(undo).content.decode()


def test_who_keeps_one_of_two_points_it_out_and_does_not_merge(two: Callable[..., list[Organisation]]) -> None:
    one, other = two(nom="CPAS de Liège")
    keeper = a_member()
    client = Client()
    client.force_login(keeper)
    address = f"{one.get_absolute_url()}ressemble/{other.slug}/"
    assert client.get(address).status_code == 404
    assert client.get("/annuaire/structures/ressemblances/").status_code == 404
    Claim.objects.create(organisation=one, user=keeper, state=ClaimState.ACCEPTED, asked_at=keeper.date_joined)
    assert "Est-ce la même structure" in client.get(one.get_absolute_url()).content.decode()
    assert client.post(address, {"garder": one.slug}).status_code == 404
    assert client.post(address, {"dire": "signaler"}).status_code == 302
    assert Organisation.objects.standing().count() == 2


def test_what_a_member_entered_never_passes_for_the_word_of_a_source(
    two: Callable[..., list[Organisation]], boss: User
) -> None:
    kept, _ = two()
    site = {"website": "https://usurpateur.example/", "site_host": "usurpateur.example", "phone": "04 1"}
    entered = Organisation.objects.create(slug="entree", name="CPAS de Liège", **site)
    merge(merged=entered, kept=kept, by=boss)
    kept.refresh_from_db()
    assert (kept.own_website, kept.website, kept.site_host) == (site["website"], "", "")
    assert not speaks_for(["quelquun@usurpateur.example"], kept), "a domain of theirs would open the page to them"


def test_a_merger_undone_twice_at_once_is_undone_once_and_the_second_is_told(
    two: Callable[..., list[Organisation]], boss: User, client: Client
) -> None:
    kept, gone = two()
    made = merge(merged=gone, kept=kept, by=boss)
    client.force_login(boss)
    address = f"{kept.get_absolute_url()}fusions/{made.pk}/"
    assert client.post(address)["Location"] == gone.get_absolute_url()
    told = client.post(address)
    assert (told.status_code, "déjà été annulée" in told.content.decode()) == (200, True)
