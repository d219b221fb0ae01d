"""Words that editors say mean the same are searched together, at once; what is close elsewhere finds no service."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from search.finding import Found, find
from search.indexing import catch_up
from search.models import Synonyms
from search.port import Near, Query
from search.suggestions import suggestions
from search.synonyms import seeding
from search.synonyms.table import table
from tests.search.factories import Shelf
from vocabulary.models import ShippedFile

PUBLIC = Query(("public",))


def entry(expressions: str, country: str = "", close: str = "", close_country: str = "") -> Synonyms:
    made = Synonyms(
        country=country,
        expressions=expressions.replace(" = ", "\n"),
        close_country=close_country,
        close_expressions=close.replace(" = ", "\n"),
    )
    made.full_clean()
    made.save()
    return made


def keys(found: Found) -> list[str]:
    return [hit.ref.key for hit in found.results.hits]


@pytest.fixture
def income(db: None) -> Synonyms:
    return entry(
        "RSA = revenu de solidarité active", "FR", "RIS = revenu d’intégration sociale = revenu d’intégration", "BE"
    )


@pytest.mark.usefixtures("income")
def test_an_acronym_and_its_name_find_each_other_and_the_words_typed_come_first(sheets: Shelf) -> None:
    sheets.put("short", "Demander le RSA")
    sheets.put("long", "Demander le revenu de solidarité active")
    sheets.put("aside", "Une autre page", body="Le revenu baisse, la solidarité reste ; une vie active.")
    catch_up()
    for typed in ("RSA", "rsa", "R.S.A."):
        assert keys(find(typed, PUBLIC))[:2] == ["short", "long"], typed
    for typed in ("revenu de solidarité active", "revenus solidarite active", "le revenu de la solidarité active"):
        assert keys(find(typed, PUBLIC))[:2] == ["long", "short"], typed
    assert keys(find("demander RSA", PUBLIC))[:2] == ["short", "long"]
    assert keys(find("RSA", PUBLIC, exact=True)) == ["short"]


@pytest.mark.usefixtures("income")
def test_what_is_close_elsewhere_finds_knowledge_after_the_rest_and_never_a_service(
    sheets: Shelf, offers: Shelf
) -> None:
    sheets.put("ris", "Le RIS pas à pas")
    sheets.put("rsa", "Une page", body="On y parle du RSA.")
    offers.put("guichet", "Guichet du RIS")
    catch_up()
    found = find("RSA", PUBLIC)
    assert keys(found) == ["rsa", "ris"]
    assert [each.text for each in found.understood.same] == ["revenu de solidarité active"]
    assert [(where, [each.text for each in some]) for where, some in found.understood.close] == [
        ("en Wallonie", ["RIS"])
    ]
    assert sorted(keys(find("RIS", PUBLIC))) == ["guichet", "ris", "rsa"]


@pytest.mark.usefixtures("income")
def test_words_that_mean_something_are_not_taken_for_slips(sheets: Shelf) -> None:
    for key in ("rsa", "risque"):
        sheets.put(key, f"Une page sur le {key}")
    catch_up()
    found = find("RIS", PUBLIC)
    assert (found.corrected, keys(found)) == (None, ["rsa"])
    entry("nounou = assistante maternelle")
    sheets.put("nounou", "Devenir assistante maternelle")
    catch_up()
    found = find("asistante maternelle", PUBLIC)
    assert (found.corrected, [each.text for each in found.understood.same]) == ("assistante maternelle", ["nounou"])


def test_an_edit_is_live_at_once_and_costs_one_light_query_until_the_next(sheets: Shelf) -> None:
    sheets.put("one", "Devenir assistante maternelle")
    catch_up()
    assert keys(find("nounou", PUBLIC)) == []
    made = entry("nounou = assistante maternelle")
    assert keys(find("nounou", PUBLIC)) == ["one"]
    made.expressions = "nourrice\nassistante maternelle"
    made.save()
    assert (keys(find("nounou", PUBLIC)), keys(find("nourrice", PUBLIC))) == ([], ["one"])
    with CaptureQueriesContext(connection) as queries:
        table()
    assert len(queries) == 1
    made.delete()
    assert keys(find("nourrice", PUBLIC)) == []


def test_a_homonym_means_what_it_means_where_one_looks_and_both_elsewhere(sheets: Shelf) -> None:
    entry("ASE = aide sociale à l’enfance", "FR")
    entry("ASE = aide sociale équivalente", "BE")
    sheets.put("enfance", "L’aide sociale à l’enfance")
    sheets.put("equivalente", "L’aide sociale équivalente")
    catch_up()
    assert sorted(keys(find("ASE", PUBLIC))) == ["enfance", "equivalente"]
    assert [each.where for each in find("ASE", PUBLIC).understood.same] == ["en France", "en Wallonie"]
    assert keys(find("ase", Query(("public",), near=Near(47.2, 6, country="FR")))) == ["enfance"]


def test_a_small_word_is_an_acronym_only_when_it_is_written_as_one(sheets: Shelf) -> None:
    entry("AI = association intermédiaire")
    entry("aidant = proche aidant")
    sheets.put("inter", "Une association intermédiaire")
    catch_up()
    assert keys(find("AI", PUBLIC)) == keys(find("travail en AI", PUBLIC)) == ["inter"]
    assert not find("j’ai besoin d’aide", PUBLIC).understood.same
    assert not find("J’AI BESOIN D’AIDE", PUBLIC).understood.same


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("expressions", "country", "close", "close_country", "field"),
    [
        ("seule", "", "", "", "expressions"),
        ("de = le", "", "", "", "expressions"),
        ("nounou = nounous", "", "", "", "expressions"),
        ("nounou = " + "x" * 81, "", "", "", "expressions"),
        ("nounou = garde sœur voisine tante amie cousine grand-mère", "", "", "", "expressions"),
        ("RIS", "BE", "RSA", "BE", "country"),
        ("RIS", "", "RSA", "FR", "country"),
        ("RIS", "BE", "RSA", "", "close_country"),
        ("PMI = petite maison", "FR", "", "", "__all__"),
        ("pmi = petite maison", "", "", "", "__all__"),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence(
    expressions: str, country: str, close: str, close_country: str, field: str
) -> None:
    entry("PMI = protection maternelle et infantile", "FR")
    with pytest.raises(ValidationError) as refused:
        entry(expressions, country, close, close_country)
    assert list(refused.value.message_dict) == [field]
    assert refused.value.messages[0].endswith((".", "!"))
    entry("PMI = prévention médicale", "BE")


@pytest.mark.django_db
def test_the_shipped_entries_stand_are_laid_once_and_leave_what_editors_did() -> None:
    editors = Group.objects.create(name="Rédaction")
    editors.permissions.add(Permission.objects.get(codename="change_theme"))
    shipped = seeding.shipped()
    assert len(shipped) >= 150
    assert seeding.load()
    assert editors.permissions.filter(content_type__app_label="search").count() == 3
    laid = list(Synonyms.objects.all())
    assert len(laid) == len(shipped)
    for each in laid[::9]:
        each.full_clean()
    changed, gone = (
        Synonyms.objects.get(expressions__startswith="RSA\n"),
        Synonyms.objects.get(expressions__contains="FSL"),
    )
    changed.expressions = "RSA\nrevenu social"
    changed.save()
    gone.delete()
    assert not seeding.load()
    ShippedFile.objects.filter(name="synonyms.csv").update(fingerprint="older")
    assert seeding.load()
    assert Synonyms.objects.get(pk=changed.pk).expressions == "RSA\nrevenu social"
    assert Synonyms.objects.filter(expressions__contains="RSA\n").count() == 1


@pytest.mark.django_db
def test_no_shipped_expression_has_two_meanings_in_one_country() -> None:
    said: dict[tuple[tuple[str, ...], str], str] = {}
    for each in seeding.shipped():
        for country, key in {(c, seeding.key(e)) for c, some in each.sides for e in some}:
            for where in ("BE", "FR") if not country else (country,):
                assert (key, where) not in said, f"{each} | {said[key, where]}"
                said[key, where] = str(each)


def test_editors_keep_them_in_the_admin_and_results_say_what_was_searched(client: Client, sheets: Shelf) -> None:
    sheets.put("one", "Devenir assistante maternelle")
    catch_up()
    client.force_login(User.objects.create_superuser("admin@demo.test", "x"))
    address = "/admin/snippets/search/synonyms/add/"
    assert "trouve aussi les autres" in client.get(address).content.decode()
    typed = {"expressions": "nounou", "country": "", "close_expressions": "", "close_country": ""}
    assert "Il en faut au moins deux" in client.post(address, typed).content.decode()
    assert client.post(address, typed | {"expressions": "assistante maternelle\r\nnounou"}).status_code == 302
    client.logout()
    page = client.get("/recherche/?q=nounou").content.decode()
    assert "Aussi cherché : assistante maternelle." in " ".join(page.split())
    assert "exact=1" in page
    told = client.get("/api/v1/search?q=nounou").json()["understood"]
    assert told == {"same": ["assistante maternelle"], "close": [], "place": None}
    assert "Aussi cherché" not in client.get("/recherche/?q=nounou&exact=1").content.decode()


def test_what_is_searched_too_is_named_when_it_teaches_something(sheets: Shelf) -> None:
    entry("assistante maternelle = AMA = nounou = nourrice")
    sheets.put("one", "Devenir nourrice")
    catch_up()

    def named(words: str) -> list[str]:
        return [each.text for each in find(words, PUBLIC).understood.named]

    assert named("nounou") == ["assistante maternelle", "AMA"]
    assert named("assistante maternelle") == ["AMA"]
    assert named("AMA") == ["assistante maternelle", "nounou", "nourrice"]
    assert keys(find("nounou", PUBLIC)) == ["one"], "unnamed, and searched all the same"


@pytest.mark.usefixtures("income")
def test_an_acronym_is_suggested_with_what_it_stands_for(sheets: Shelf) -> None:
    viewer = User.objects.create_user("lea@demo.test", "x")
    titles = [each.title for each in suggestions("rs", viewer)[0]]
    assert titles == ["RSA — revenu de solidarité active (en France)"]
    assert suggestions("rsa", viewer)[0][0].url == "/recherche/?q=RSA"
    assert suggestions("rsa demain", viewer) == ([], True)
