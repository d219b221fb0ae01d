"""Who sees which page: lists, documents, the page itself, its old address."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from wagtail.models import PageViewRestriction

from fichesactions.cards import sheet, tool
from fichesactions.models import HomePage, KnowledgePage, Tool
from search.document import MEMBER, PUBLIC, SUPERUSER, group_key
from tests.fichesactions.factories import make_folder, make_page, person, restrict

ANYONE = AnonymousUser()


def seen_by(viewer: object) -> set[str]:
    return set(KnowledgePage.objects.visible_to(viewer).values_list("title", flat=True))  # type: ignore[arg-type]


def test_a_stranger_sees_what_is_published_and_open(home: HomePage) -> None:
    make_page("Ouverte")
    make_page("Brouillon", live=False)
    restrict(make_page("Réservée"))
    assert seen_by(ANYONE) == {"Ouverte"}


def test_a_restriction_holds_for_all_below(home: HomePage) -> None:
    folder = make_folder("Entre nous")
    make_page("Dessous", parent=folder)
    restrict(folder)
    assert seen_by(ANYONE) == set()
    assert seen_by(person("membre@demo.test")) == {"Dessous"}


def test_a_page_of_a_group_is_seen_by_that_group_and_by_superusers(home: HomePage) -> None:
    restrict(make_page("Au groupe"), Group.objects.get(name="Relecture"))
    admin = person("admin@demo.test")
    admin.is_superuser = True
    admin.save()
    assert seen_by(person("membre@demo.test")) == set()
    assert seen_by(person("relectrice@demo.test", "Relecture")) == {"Au groupe"}
    assert seen_by(admin) == {"Au groupe"}


def test_a_shared_password_opens_no_list_even_to_superusers(home: HomePage) -> None:
    restrict(make_page("Au mot de passe"), kind=PageViewRestriction.PASSWORD)
    admin = person("admin@demo.test")
    admin.is_superuser = True
    assert seen_by(ANYONE) == seen_by(admin) == set()


def test_a_sibling_whose_path_begins_alike_is_not_restricted(home: HomePage) -> None:
    restrict(make_page("Première"))
    make_page("Seconde")
    assert seen_by(ANYONE) == {"Seconde"}


def test_pages_of_the_same_name_are_told_apart_by_the_way_to_them(home: HomePage, client: Client) -> None:
    folder = make_folder("Entre nous")
    for page in (make_page("Trajet", summary="À part."), make_page("Trajet", parent=folder, summary="Dedans.")):
        assert f'<p class="lead">{page.summary}</p>' in client.get(page.url).content.decode()
    assert client.get("/boite-a-outils/trajet/").status_code == 404
    assert client.get("/trajet/").status_code == 404


def test_crumbs_name_the_pages_above(home: HomePage, client: Client) -> None:
    page = make_page("Dessous", parent=make_folder("Entre nous"))
    crumbs = client.get(page.url).content.decode().partition("Fil d’Ariane")[2].partition("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', crumbs) == [
        ("/", "Accueil"),
        ("/fiches-actions/", "Fiches actions"),
        ("/fiches-actions/entre-nous/", "Entre nous"),
    ]


def test_an_alias_is_as_closed_as_its_original(home: HomePage, client: Client) -> None:
    folder, page = make_folder("Entre nous"), make_page("Originale")
    alias = page.create_alias(parent=folder, update_slug="copie")
    assert client.get(alias.url).status_code == 200
    restrict(page)
    assert client.get(alias.url).status_code == 404
    client.force_login(person("membre@demo.test"))
    response = client.get(alias.url)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD])
def test_private_and_missing_answer_alike(home: HomePage, client: Client, kind: str) -> None:
    page = make_page("Réservée")
    restrict(page, kind=kind)
    private, missing = client.get(page.url), client.get("/fiches-actions/rien/")
    assert private.status_code == missing.status_code == 404
    assert private.content.replace(page.url.encode(), b"") == missing.content.replace(b"/fiches-actions/rien/", b"")
    assert not private.cookies


def test_a_member_without_the_right_gets_the_same_answer(home: HomePage, client: Client) -> None:
    page = make_page("Au groupe")
    restrict(page, Group.objects.get(name="Relecture"))
    client.force_login(person("membre@demo.test"))
    assert client.get(page.url).status_code == 404
    client.force_login(person("relectrice@demo.test", "Relecture"))
    assert client.get(page.url).status_code == 200


def test_an_old_address_leads_on_only_those_who_may_read(home: HomePage, client: Client) -> None:
    page, folder = make_page("Voyageuse"), make_folder("Entre nous")
    old = page.url
    page.move(folder, pos="last-child")
    page.refresh_from_db()
    assert client.get(old).headers["Location"] == page.url
    restrict(folder)
    assert client.get(old).status_code == 404
    client.force_login(person("membre@demo.test"))
    assert client.get(old).headers["Location"] == page.url


def test_a_document_carries_its_readers(home: HomePage) -> None:
    reviewers = Group.objects.get(name="Relecture")
    pages = {name: make_page(name) for name in ("ouverte", "membres", "groupe", "secrète", "brouillon")}
    restrict(pages["membres"])
    restrict(pages["groupe"], reviewers)
    restrict(pages["secrète"], kind=PageViewRestriction.PASSWORD)
    pages["brouillon"].unpublish()
    documents = sheet.documents([str(page.pk) for page in pages.values()])
    assert {document.title: document.readers for document in documents.values()} == {
        "ouverte": (PUBLIC,),
        "membres": (MEMBER,),
        "groupe": (group_key(reviewers.pk), SUPERUSER),
    }


def test_what_takes_two_groups_at_once_is_left_out_of_search(home: HomePage) -> None:
    folder = make_folder("Dossier")
    page = make_page("Deux portes", parent=folder)
    restrict(folder, Group.objects.get(name="Rédaction"))
    restrict(page, Group.objects.get(name="Relecture"))
    assert sheet.documents([str(page.pk)]) == {}


def test_each_kind_answers_for_its_own_pages_only(home: HomePage) -> None:
    a_tool = make_page("Carnet", model=Tool)
    assert list(tool.cards([str(a_tool.pk)], ANYONE)) == [str(a_tool.pk)]
    assert sheet.cards([str(a_tool.pk)], ANYONE) == {}
    assert list(tool.all_keys()) == [str(a_tool.pk)]
    assert tool.named_like(["carn"], ANYONE, 5) == [str(a_tool.pk)]
    assert sheet.cards(["pas un nombre"], ANYONE) == {}


def test_a_document_is_the_same_in_whatever_order_its_page_was_filed(home: HomePage) -> None:
    words = ["bus", "vélo", "à pied"]
    groups = [Group.objects.create(name=name) for name in ("a", "b")]
    page = make_page("Venir")
    found = set()
    for turn in (1, -1):
        page.tags.set(words[::turn], clear=True)
        page.save()
        PageViewRestriction.objects.filter(page=page).delete()
        closed = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
        for group in groups[::turn]:
            closed.groups.add(group)
        found.add(sheet.documents([str(page.pk)])[str(page.pk)].fingerprint)
    assert len(found) == 1
