"""What the schema's package lets through, and what its models refuse, told in French."""

from datetime import date
from typing import Any

import pytest

from offers.records import Row, row
from offers.validation import RefusedRecordError
from tests.offers.factories import LIEGE, a_service, a_structure

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"nom": None}, "nom : obligatoire, vide."),
    ({"nom": "x" * 151}, "nom : texte trop long"),
    ({"structure_id": ""}, "structure_id : obligatoire, vide."),
    ({"id": "autre--1"}, "id : « essai-- » attendu"),
    ({"id": "essai--"}, "id : « essai-- » attendu"),
    ({"id": "essai--a\x00b"}, "id : caractères interdits"),
    ({"structure_id": "essai--a\u202eb"}, "structure_id : caractères interdits"),
    ({"thematiques": ["famille--inconnu"]}, "thematiques : valeur inconnue (« famille--inconnu »)."),
    ({"publics": ["tous-publics", "jeunes"]}, "publics : `tous-publics` ne peut pas"),
    ({"date_maj": "2126-01-01"}, "date_maj : La date de dernière modification ne peut pas être dans le futur."),
    ({"date_maj": "hier"}, "date_maj : date mal formée (« hier »)."),
    ({"latitude": 91.0, "longitude": 5.0}, "latitude : nombre de -90 à 90"),
    ({"latitude": 45.0, "longitude": float("inf")}, "longitude : nombre de -180 à 180"),
    ({"latitude": float("nan"), "longitude": 5.0}, "latitude : nombre de -90 à 90"),
    ({"latitude": 45.0}, "l’une ne va pas sans l’autre"),
    ({"courriel": "pas une adresse"}, "courriel : adresse de courriel mal formée (« pas une adresse »)."),
    ({"lien_source": "javascript:alert(1)"}, "lien_source : adresse web mal formée"),
    ({"lien_source": "https://a.test/" + "x" * 2100}, "lien_source"),
    ({"code_postal": "4000"}, "code_postal : forme inattendue (« 4000 »)."),
    ({"conditions_acces": "x" * 10_001}, "conditions_acces : texte trop long (10000 caractères au plus)."),
    ({"adresse": "x" * 301}, "adresse : texte trop long"),
    ({"nom": {"$ne": ""}}, "nom : texte attendu."),
    ({"zone_eligibilite": ["nulle part"]}, "zone_eligibilite : "),
    ({"nombre_semaines": 40_000}, "nombre_semaines : 1000 au plus."),
    ({"volume_horaire_hebdomadaire": 1e300}, "volume_horaire_hebdomadaire : 168 au plus."),
    ({"_pays": "DE"}, "_pays : pays inconnu."),
    ({"_pays": ["BE"]}, "_pays : pays inconnu."),
    ({"_pays": "BE", "code_postal": "40000"}, "code_postal : forme inattendue"),
    ({"_pour": ["tout le monde"]}, "_pour : liste attendue"),
]


@pytest.mark.parametrize(
    ("fields", "reason"), REFUSED, ids=[f"{n}-{next(iter(f))}" for n, (f, _) in enumerate(REFUSED)]
)
def test_a_record_that_cannot_be_kept_is_refused_with_the_reason(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(RefusedRecordError) as refusal:
        row(a_service(**fields))
    assert reason in str(refusal.value).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_service_that_lost_its_structure_is_not_taken_for_a_structure() -> None:
    record = a_service()
    del record["structure_id"]
    with pytest.raises(RefusedRecordError, match="structure_id"):
        row(record)


def test_only_the_first_reasons_are_told() -> None:
    with pytest.raises(RefusedRecordError, match="et 1 autres champs"):
        row(a_service(nom=1, description=2, date_maj="x", frais="y"))


def test_blank_texts_and_empty_lists_say_nothing() -> None:
    columns = row(a_service(courriel=" ", publics=[], zone_eligibilite=[], lien_source="")).columns
    assert (columns["email"], columns["audiences_known"], columns["zones"], columns["source_link"]) == (
        "",
        False,
        None,
        "",
    )


def test_control_characters_leave_texts_and_html_stays_as_delivered() -> None:
    columns = row(a_service(nom="Gar\x00de\u202e", description="Un<br>deux\r\ntrois\ud800")).columns
    assert (columns["name"], columns["description"]) == ("Garde", "Un<br>deux\ntrois")


def test_belgian_rows_have_four_digits_nis_codes_and_their_own_zones() -> None:
    columns = row(a_service(**LIEGE, zone_eligibilite=["62063", "wallonie"])).columns
    assert (columns["country"], columns["postcode"], columns["municipality_id"]) == ("BE", "4000", "BE:62063")
    assert columns["zones"] == ["BE:62063", "BE:wallonie"]
    assert row(a_structure(**LIEGE)).columns["municipality_id"] == "BE:62063"


@pytest.mark.parametrize(
    ("fields", "serves"),
    [
        ({}, ["personnes"]),
        ({"mobilisable_par": ["professionnels"]}, ["professionnels"]),
        ({"mobilisable_par": ["usagers", "professionnels"]}, ["personnes", "professionnels"]),
        ({"publics_precisions": "Réservé aux employeurs"}, ["personnes", "entreprises"]),
        (
            {"nom": "Créer son entreprise", "thematiques": ["creer-une-entreprise--developper-son-entreprise"]},
            ["personnes"],
        ),
        ({"_pour": ["entreprises", "professionnels"]}, ["professionnels", "entreprises"]),
    ],
)
def test_whom_a_service_serves_is_said_or_drawn_from_the_record(fields: dict[str, Any], serves: list[str]) -> None:
    assert row(a_service(**fields)).columns["serves"] == serves


def test_a_row_survives_its_way_through_the_disk() -> None:
    made = row(a_service(publics=["jeunes"], latitude=50.1, longitude=5.2))
    assert Row.from_json(made.as_json()) == made


def test_zero_zero_is_no_place() -> None:
    assert row(a_service(latitude=0, longitude=0)).columns["latitude"] is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (1_756_684_800_000, date(2025, 9, 1)),
        (1_756_677_600_000, date(2025, 9, 1)),
        ("1756684800000", date(2025, 9, 1)),
        ("1756684800000.0", date(2025, 9, 1)),
        ("2025-09-01T14:05:00.123Z", date(2025, 9, 1)),
        ("2025-09-01 00:00:00", date(2025, 9, 1)),
        ("1/9/2025", date(2025, 9, 1)),
    ],
)
def test_days_come_in_many_writings(said: Any, day: date) -> None:
    assert row(a_service(date_maj=said)).columns["updated_on"] == day


@pytest.mark.parametrize("said", [10**30, -1, 20_250_901, "31/02/2025", True, float("inf"), "12345678901234", 9.9e13])
def test_what_is_no_day_is_refused(said: Any) -> None:
    with pytest.raises(RefusedRecordError, match="date_maj"):
        row(a_service(date_maj=said))


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"siret": "13003013300016"}, ""),
        ({"siret": "35600000049837"}, ""),
        ({"siret": "13003013300017"}, "siret : la clef de contrôle"),
        ({"telephone": "+33 (0)1 23 45 67 89"}, ""),
        ({"telephone": "3949"}, ""),
        ({"telephone": "voir le site"}, "telephone : « voir le site » n’est pas un numéro"),
        ({"reseaux_porteurs": ["caf", "inconnu"]}, "reseaux_porteurs : valeur inconnue, laissée de côté (« inconnu »)"),
    ],
)
def test_what_is_only_doubtful_is_kept_and_said(fields: dict[str, Any], doubt: str) -> None:
    made = row(a_structure(**fields))
    assert bool(made.doubts) == bool(doubt)
    assert doubt in "".join(made.doubts)
    assert made.columns["siret"] == fields.get("siret", "")
    assert made.columns["phone"] == fields.get("telephone", "")


def test_an_unknown_theme_among_known_ones_does_not_cost_the_service() -> None:
    made = row(a_service(thematiques=["famille--garde-denfants", "famille--inconnu"]))
    assert made.themes == ("famille--garde-denfants",)
    assert "famille--inconnu" in made.doubts[0]


def test_a_default_source_names_the_keys_too_and_never_those_of_another() -> None:
    record = {k: v for k, v in a_service(id="7", structure_id="essai--8").items() if k != "source"}
    columns = row(record, "essai").columns
    assert (columns["source_id"], columns["organisation_source_id"]) == ("essai--7", "essai--8")
    with pytest.raises(RefusedRecordError, match="« ailleurs-- » attendu"):
        row(a_service(source="ailleurs"), "essai")
    with pytest.raises(RefusedRecordError, match="--source NOM"):
        row(record)


def test_a_row_of_a_table_is_told_by_what_it_says_not_by_its_columns() -> None:
    assert row(a_structure(siret="13003013300016", frais=None, structure_id="")).kind == "structure"
    assert row(a_service(siret=None, site_web="")).kind == "service"
    assert row(a_structure(), kind="structure").kind == "structure"
