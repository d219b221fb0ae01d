"""An office's own table becomes services and structures, through the very way of `import_offers`."""

# ruff: noqa: E501 - texts read across

from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from accounts.models import Organisation
from imports.desks import desks
from imports.models import ImportRun
from imports.turn import one_at_a_time
from offers.models import Offer
from tests.imports import office as files
from tests.imports.conftest import Office, guessed

pytestmark = pytest.mark.django_db
ABOUT = {"source": "Maison de l’emploi", "country": "BE", "date": "2026-11-01"}


@pytest.fixture
def keeper(office: Office, work: Callable[[], int]) -> Office:
    """Somebody who runs the site."""
    admin = Office(work, "cheffe@exemple.test")
    admin.person.is_superuser = True
    admin.person.save()
    return admin


def brought(keeper: Office, data: bytes, **about: object) -> ImportRun:
    """A table, its columns as guessed and its values as answered, up to the dry run."""
    run = keeper.deposit("offer", services_xlsx=data)
    keeper.match(run, **(ABOUT | about))
    if run.stage == "values":
        asked = desks()["offer"].values(run)
        said = guessed(asked, "v") | {
            f"v-{rank}": "logement-hebergement--louer-un-logement"
            for rank, value in enumerate(asked) if value.key == "se loger"
        }  # fmt: skip
        assert asked[0].word in keeper.page(run)
        keeper.post(run, "mots", **said)
    return run


def test_a_home_made_table_becomes_services_and_structures_and_is_undone(keeper: Office) -> None:
    run = brought(keeper, files.services(12))
    assert (run.problem, run.report["counts"]) == ("", {"new": 12})
    keeper.launch(run)
    assert run.report["totals"] == [["services créés", 12], ["structures créées", 5]]
    offer = Offer.objects.get(source_id="maison-de-lemploi--S-0001")
    assert (offer.fees, offer.organisation.name, offer.postcode) == ("payant", "Maison de Liège", "4000")
    assert [theme.slug for theme in offer.themes.all()] == ["logement-hebergement--louer-un-logement"]
    assert (offer.updated_on.isoformat(), offer.request_modes) == ("2026-11-01", ["envoyer-un-courriel"])
    assert Offer.objects.get(source_id="maison-de-lemploi--S-0002").fees_details == "5 €"

    again = brought(keeper, files.services(3))
    assert again.report["counts"] == {"unchanged": 3}
    assert Offer.objects.published().count() == 12, "what a home-made table lacks is not withdrawn"

    Organisation.objects.filter(name="Maison de Namur").update(own_phone="081 00 00 00")
    Offer.objects.filter(pk=offer.pk).update(name="Corrigé par une autre livraison")
    keeper.post(run, "annuler")
    assert list(Offer.objects.all()) == [offer]
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Maison de Liège", "Maison de Namur"}
    assert run.report["undone"]["removed"] == {"services retirés": 11, "structures retirées": 3}
    assert {reason for *_, reason in run.report["undone"]["kept"]} == {
        "modifié depuis par quelqu’un ou par une autre livraison.", "complétée depuis.", "encore rattachés : services et aides.",
    }  # fmt: skip


def test_what_was_there_before_is_updated_and_never_undone(keeper: Office) -> None:
    first = brought(keeper, files.services(2))
    keeper.launch(first)
    changed = files.workbook(files.HEADER, ["S-0000", "Un autre nom", *files.service(0)[2:]])
    second = brought(keeper, changed)
    assert second.report["counts"] == {"changed": 1}
    keeper.launch(second)
    keeper.post(second, "annuler")
    assert Offer.objects.get(source_id="maison-de-lemploi--S-0000").name == "Un autre nom"


def test_lines_that_cannot_be_kept_say_why_and_doubts_cost_only_what_is_doubtful(keeper: Office) -> None:
    table = files.workbook(
        ("Service", "Structure", "Mail", "Site", "CP", "Localité", "Réf", "Heures par semaine"),
        ("Écoute", "Le Relais", "voir le site", "pas de site", "abc", "Nulle Part", "1", "9" * 400),
        ("", "", "a@b.be", "", "", "", "2"),
        ("Ab", "Le Relais", "", "", "", "", "3"),
        ("Écoute bis", "Le Relais", "", "", "", "", "1"),
    )
    run = brought(keeper, table)
    page = keeper.page(run)
    assert run.report["counts"] == {"new": 1, "refused": 3}
    for words in ("n’est pas une adresse électronique", "n’est pas une adresse de site", "Sans description",
                  "n’est pas un nombre", "Ni nom de service, ni nom de structure", "le premier est gardé"):  # fmt: skip
        assert words in page, words
    keeper.launch(run)
    assert [offer.name for offer in Offer.objects.all()] == ["Écoute"]
    assert ["lignes refusées", 3] in run.report["totals"]
    assert any("ligne 5" in remark and "le premier est gardé" in remark for remark in run.report["remarks"])


def test_a_complete_table_withdraws_only_when_asked_and_a_short_one_is_refused(keeper: Office) -> None:
    keeper.launch(brought(keeper, files.services(10)))
    short = brought(keeper, files.services(5), withdraw="on")
    keeper.launch(short)
    assert (short.stage, "5 services sur 10" in short.problem) == ("stopped", True)
    assert Offer.objects.published().count() == 10
    confirmed = brought(keeper, files.services(5), withdraw="on")
    keeper.launch(confirmed, confirm="on")
    assert Offer.objects.published().count() == 5


def test_two_imports_at_once_wait_for_each_other(keeper: Office) -> None:
    run = brought(keeper, files.services(2))
    with one_at_a_time("import_offers"):
        keeper.launch(run)
    assert (run.stage, run.problem) == ("ready", "Un autre import est en cours : réessayez dans un instant.")
    assert "Un autre import est en cours" in keeper.page(run)
    keeper.launch(run)
    assert run.stage == "done"


def test_a_matching_without_a_name_is_asked_again(keeper: Office) -> None:
    unnamed = brought(keeper, files.workbook(("Service", "Structure"), ("Écoute", "Le Relais")))
    assert "identifiant stable" in keeper.page(unnamed)
    run = keeper.deposit("offer", services_csv=b"Rue,CP\nRue Haute,5000\n")
    said = guessed(desks()["offer"].words(run), "w") | ABOUT
    answer = keeper.client.post(f"{run.get_absolute_url()}correspondances/", said)
    assert "quelle colonne donne le nom" in answer.content.decode()


def test_the_template_filled_in_is_read_without_a_question(keeper: Office) -> None:
    from io import BytesIO

    book = load_workbook(BytesIO(keeper.client.get("/admin/importer/modeles/offer.xlsx").content))
    head = [cell.value for cell in book.worksheets[0][1]]
    line = {"Nom du service": "Écoute", "Description": "On écoute.", "Nom de la structure": "Le Relais",
            "Gratuit ou payant": "gratuit", "Publics": "jeunes"}  # fmt: skip
    book.worksheets[0].append([line.get(title) for title in head])
    file = BytesIO()
    book.save(file)
    run = brought(keeper, file.getvalue())
    assert (run.stage, run.report.get("counts")) == ("ready", {"new": 1})


def test_a_newcomers_columns_and_words_are_met_halfway(keeper: Office) -> None:
    table = files.workbook(
        ("Intitulé de l’action", "Organisme porteur", "Domaine", "Mail", "Comment s’inscrire ?"),
        ("Prêt de vélo", "Le Relais", "Mobilité", "", "au guichet"),
        ("Prêt de vélo", "Le Relais", "?", "a@exemple.be", ""),
    )
    run = keeper.deposit("offer", services_xlsx=table)
    assert [word.word for word in desks()["offer"].words(run)][
        3
    ] == "Mail"  # Empty in the first line, and in its place.
    assert [word.guess for word in desks()["offer"].words(run)][:2] == ["service.nom", "structure.nom"]
    keeper.match(run, source="Le Relais", country="BE", date="2026-11-01")
    page = keeper.page(run)
    for words in ("<h3>Thèmes</h3>", "<h3>Comment demander</h3>", "Se présenter sur place", "restent sans"):
        assert words in page, words
    assert "?</label>" not in page
    keeper.post(run, "mots")
    page = keeper.page(run)
    assert "laissé de côté" not in page  # It was said a page before, once.
    assert "/services//" not in page
