"""Those who look after pages read what is said of them, over time, and settle it; nobody else sees any of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

import vocabulary.seeding
from accounts.models import User
from cards.refs import Ref
from feedback import personal_data
from feedback.following import follow_merged, follow_parted
from feedback.models import Remark
from feedback.tasks import forget_contacts
from outbox.events import Event
from tests.feedback.factories import facilitator, remark
from tests.fichesactions.factories import make_page
from tests.offers.factories import an_offer
from tests.territories.factories import BasinFactory, MunicipalityFactory


@pytest.fixture
def editor(sheet: Any, signed_in: Callable[[User], Client]) -> Client:
    user = User.objects.create_user("nadia@demo.test", "un mot de passe", first_name="Nadia", last_name="Colson")
    user.groups.add(Group.objects.get(name="Rédaction"))
    return signed_in(user)


def test_an_error_is_told_and_settled_and_its_contact_forgotten(client: Client, sonia: Client, sheet: Any) -> None:
    assert f'href="/signaler/{sheet.ref}/"' in client.get(sheet.url).text
    form = client.get(f"/signaler/{sheet.ref}/")
    assert not form.cookies
    key = form.text.split('name="visit" value="')[1].split('"')[0]
    said = {"reason": "link", "text": "Appeler le 087 22 33 44", "contact": "lea@demo.test", "visit": key}
    assert "Votre texte contient un numéro de téléphone" in client.post(f"/signaler/{sheet.ref}/", said).text
    assert not Remark.objects.exists()
    for _ in range(2):
        sent = client.post(f"/signaler/{sheet.ref}/", {**said, "tel-quel": "1"})
    assert "c’est transmis" in client.get(sent["Location"]).text
    kept = Remark.objects.get()
    assert kept.text == "Appeler le 087 22 33 44", "a service’s number is what the report is for"

    page = sonia.get(f"/retours/{sheet.ref}/").text
    assert "Un lien ne marche plus" in page
    assert "lea@demo.test" in page
    assert "1 à traiter" in sonia.get(sheet.url).text
    assert "retour" not in client.get(sheet.url).text
    sonia.post(f"/retours/{kept.pk}/traite/")
    page = sonia.get(f"/retours/{sheet.ref}/").text
    assert "par Sonia Dethier" in page
    assert "lea@demo.test" not in page
    entry = ModelLogEntry.objects.get(action="feedback.settled")
    assert (entry.label, entry.data) == (f"Signalement sur {sheet.ref}", {})
    sonia.post(f"/retours/{kept.pk}/traite/", {"rouvrir": "1"})
    assert "lea@demo.test" in sonia.get(f"/retours/{sheet.ref}/").text, "a click too many costs nothing the same day"
    sonia.post(f"/retours/{kept.pk}/traite/", {"suite": "https://ailleurs.example/"})
    assert forget_contacts.call() == 1
    kept.refresh_from_db()
    assert (kept.contact, kept.done_by.email) == ("", "sonia@demo.test")


def test_contacts_do_not_outlive_ninety_days(sheet: Any) -> None:
    today = timezone.localdate()
    old = remark(sheet.ref, reason="other", contact="087", given_on=today - timedelta(days=91))
    new = remark(sheet.ref, reason="other", contact="087", given_on=today - timedelta(days=90))
    forget_contacts.call()
    assert [Remark.objects.get(pk=each.pk).contact for each in (old, new)] == ["", "087"]


def test_a_national_number_is_kept_in_no_case(client: Client, sheet: Any) -> None:
    said = {"reason": "wrong", "text": "Mon NISS 85.07.30-033.28, tél. 087 22 33 44", "tel-quel": "1"}
    client.post(f"/signaler/{sheet.ref}/", said)
    assert Remark.objects.get().text == "Mon NISS [numéro masqué], tél. 087 22 33 44"


def test_each_reads_what_they_look_after_and_nothing_else(
    client: Client, sonia: Client, editor: Client, sheet: Any, members_sheet: Any, signed_in: Callable[[User], Client]
) -> None:
    elsewhere = signed_in(facilitator("marc@demo.test", BasinFactory(name="Huy")))
    member = signed_in(User.objects.create_user("lea@demo.test", "un mot de passe"))
    here, there = remark(sheet.ref, text="Le lien de Verviers"), remark(members_sheet.ref, text="Entre nous")
    remark(Ref("sheet", "999999"), text="D’une page disparue")
    remark(make_page("Brouillon", live=False).ref, text="D’un brouillon")
    assert client.get("/retours/").status_code == 302
    assert member.get("/retours/").status_code == 404
    assert "Faire le trajet ensemble" in sonia.get("/retours/").text
    assert "Entre membres" not in sonia.get("/retours/").text
    assert "Rien à traiter" in elsewhere.get("/retours/").text
    listed = editor.get("/retours/?etat=tout").text
    assert "Faire le trajet ensemble" in listed
    assert "Entre membres" in listed
    for person, ref, code in (
        (member, sheet.ref, 404), (elsewhere, sheet.ref, 404), (sonia, members_sheet.ref, 404),
        (sonia, sheet.ref, 200), (editor, members_sheet.ref, 200), (editor, "sheet:999999", 404), (editor, "x", 404),
    ):  # fmt: skip
        assert person.get(f"/retours/{ref}/").status_code == code, (ref, code)
    for person, each in ((member, here), (elsewhere, here), (sonia, there)):
        assert person.post(f"/retours/{each.pk}/traite/").status_code == 404
    assert not Remark.objects.exclude(done_at=None).exists()
    assert "Le lien de Verviers" not in member.get(sheet.url).text
    assert "Retours" not in str(member.get("/admin/retours/").content)


def test_answers_over_time_are_drawn_and_told(sonia: Client, sheet: Any) -> None:
    today = timezone.localdate()
    for verdict, days in (("yes", 0), ("yes", 0), ("no", 0), ("partly", 40), ("yes", 500)):
        remark(sheet.ref, verdict, given_on=today - timedelta(days=days))
    page = sonia.get(f"/retours/{sheet.ref}/").text
    assert page.count("<rect") == 3
    assert '<rect class="yes"' in page
    assert "<dt>Oui</dt><dd><strong>3</strong></dd>" in page
    assert "Rien n’attend" in page


def test_an_administration_list_is_filtered_and_exported(
    editor: Client, sheet: Any, basin: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    other = make_page("Sans bassin")
    for number in range(20):
        remark(sheet.ref, text=f"=HYPERLINK({number})")
        remark(other.ref, "yes")
    remark(other.ref, reason="link", text="Le lien mort")
    with django_assert_max_num_queries(40):
        assert editor.get("/admin/retours/").status_code == 200
    assert "Le lien mort" in editor.get("/admin/retours/?state=open&said=link&kind=sheet").text
    assert "Le lien mort" not in editor.get(f"/admin/retours/?state=open&basin={basin.pk}").text
    assert "Aucun retour" in editor.get("/admin/retours/?kind=offer").text
    exported = b"".join(editor.get("/admin/retours/?export=csv&state=open").streaming_content).decode()
    assert "'=HYPERLINK(3)" in exported
    assert "\n=HYPERLINK" not in exported.replace(",", "\n")
    assert exported.count("Faire le trajet ensemble") == 20


def test_a_list_costs_the_same_whatever_is_said(
    sonia: Client, sheet: Any, basin: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    pages = [sheet, *(make_page(f"Page {n}", basins=[basin]) for n in range(4))]
    for page in pages:
        for _ in range(10):
            remark(page.ref, text="à voir")
    with django_assert_max_num_queries(20):
        assert sonia.get("/retours/").text.count("10 à traiter") == 5
    with django_assert_max_num_queries(20):
        sonia.get(f"/retours/{sheet.ref}/")


@pytest.mark.usefixtures("sheet")
def test_services_structures_and_places_are_kept_by_their_basin(
    client: Client, sonia: Client, basin: Any, tmp_path: Any
) -> None:
    vocabulary.seeding.load()
    MunicipalityFactory(code="BE:63020", name="Dison", basin=basin)
    offer = an_offer(tmp_path, _pays="BE", commune="Dison", code_insee="63020", code_postal="4820")
    assert "Cette page a-t-elle répondu" in client.get(offer.get_absolute_url()).text
    assert client.post(f"/avis/{offer.ref}/", {"reponse": "no"}).status_code == 302
    assert "C’est fermé" in client.get(f"/signaler/{offer.ref}/").text
    assert sonia.get(f"/retours/{offer.ref}/").status_code == 200


def test_what_was_said_of_two_structures_follows_the_one_they_become_and_back(sheet: Any) -> None:
    one, two = Ref("organisation", "1"), Ref("organisation", "2")
    remark(one, text="Le numéro est faux"), remark(two, text="Rien à redire")
    follow_merged(Event((one, two)))
    assert Remark.objects.about(two).count() == 2
    follow_parted(Event((one, two)))
    assert {each.ref: each.text for each in Remark.objects.all()} == {one: "Le numéro est faux", two: "Rien à redire"}


def test_whoever_settled_it_may_be_forgotten(sonia: Client, sheet: Any) -> None:
    user, row = User.objects.get(email="sonia@demo.test"), remark(sheet.ref, text="à voir")
    sonia.post(f"/retours/{row.pk}/traite/")
    assert [each["key"] for each in personal_data.export(user)["Retours traités"]] == [str(sheet.pk)]
    personal_data.erase(user)
    row.refresh_from_db()
    assert row.done_by is None
    assert row.done_at is not None
