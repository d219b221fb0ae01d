"""People type as they talk: the classes of queries that must find their page, on pages small enough to judge by eye."""

import pytest

from search.finding import find
from search.indexing import catch_up
from search.port import Query
from tests.search.factories import Shelf

PUBLIC = Query(("public",))
PAGES = {
    "logement": ("Chercher un logement à deux", "Une permanence pour appeler les propriétaires et préparer la visite."),
    "garde": (
        "Trouver une garde d’enfants avant l’embauche",
        "Crèche, accueillante ou halte-garderie : qui appeler d’abord.",
    ),
    "permis": ("Passer le permis de conduire", "Financer le code et les heures de conduite avant un contrat."),
    "domicile": ("Devenir aide à domicile", "Découvrir le métier par trois jours de stage chez une personne âgée."),
    "droits": ("L’accès aux droits en une page", "RSA, allocations, aide juridique : qui décide, en combien de temps."),
    "oeuvre": ("Chef-d’œuvre : un chantier qui se montre", "Les ouvriers présentent leur travail aux voisins."),
    "cpas": ("CPAS de Namur : service d’insertion", "Accompagnement social et article 60 §7."),
    "mobilite": (
        "Mobilité : un vélo pour aller travailler",
        "Prêt de vélos et de scooters pendant la période d’essai.",
    ),
    "numerique": (
        "Premiers pas avec un ordinateur",
        "Ateliers pour les démarches en ligne et la boîte aux lettres électronique.",
    ),
    "emploi": ("Retrouver un emploi après cinquante ans", "Un groupe de recherche active, chaque lundi."),
    "entretien": ("Préparer un entretien d’embauche", "Jeu de rôle filmé, puis relu à deux."),
    "dettes": ("Sortir du surendettement", "Médiation de dettes et budget mensuel."),
    "sante": ("Parler de santé au travail", "Quand la douleur empêche de tenir le poste."),
    "velo": (
        "Atelier de réparation",
        "On y répare des vélos ; le logement n’y est pour rien. Garde des outils et accès libre aux enfants.",
    ),
    "micro": ("Micro-crèche d’entreprise", "Horaires décalés pour le personnel."),
}
JUDGED = [
    ("logement", "logement"),  # the word itself, in a title above a body
    ("logements", "logement"),  # plurals
    ("logment", "logement"),  # one typo
    ("lgoement", "logement"),  # two letters swapped
    ("logemment", "logement"),
    ("chercher logement", "logement"),
    ("logement chercher", "logement"),  # two words reversed
    ("LOGEMENT", "logement"),  # capitals
    ("garder ses enfants", "garde"),  # verb and noun
    ("garde d'enfant", "garde"),  # elision, straight apostrophe
    ("garde d’enfants", "garde"),  # elision, curly apostrophe
    ("gardes enfant", "garde"),
    ("creche", "micro"),  # accents missing
    ("microcreche", "micro"),  # hyphen missing
    ("micro crèche", "micro"),
    ("permi", "permis"),  # half a word
    ("permis conduire", "permis"),
    ("conduire permis", "permis"),
    ("aide a domicile", "domicile"),  # accents missing in a phrase
    ("aide à domicile", "domicile"),
    ("aides domicile", "domicile"),
    ("acces aux droits", "droits"),
    ("l'accès aux droits", "droits"),
    ("l’accès aux droits", "droits"),
    ("droit", "droits"),
    ("rsa", "droits"),  # acronyms
    ("R.S.A.", "droits"),
    ("oeuvre", "oeuvre"),  # ligatures
    ("œuvre", "oeuvre"),
    ("cpas namur", "cpas"),
    ("Namur CPAS", "cpas"),
    ("article 60", "cpas"),  # numbers kept
    ("mobilite", "mobilite"),
    ("mobilités", "mobilite"),
    ("mobilté", "mobilite"),
    ("travail vélo", "mobilite"),
    ("ordinateurs", "numerique"),
    ("ordi", "numerique"),
    ("emplois", "emploi"),
    ("emploi", "emploi"),
    ("empoi", "emploi"),
    ("retrouver emploi 50 ans cinquante", "emploi"),
    ("préparer entretien", "entretien"),
    ("entretien d'embauche préparation", "entretien"),
    ("surendetement", "dettes"),
    ("dette", "dettes"),
    ("santé travail", "sante"),
    ("comment préparer quelqu’un à un entretien", "entretien"),  # whole sentences
    ("où trouver de l’argent pour le permis", "permis"),
]


@pytest.fixture
def library(sheets: Shelf) -> Shelf:
    for key, (title, summary) in PAGES.items():
        sheets.put(key, title, summary=summary)
    catch_up()
    return sheets


@pytest.mark.parametrize(("words", "expected"), JUDGED)
def test_the_page_meant_comes_first(library: Shelf, words: str, expected: str) -> None:
    hits = find(words, PUBLIC).results.hits
    assert hits, f"{words} ne trouve rien"
    assert hits[0].ref.key == expected, [hit.ref.key for hit in hits]


def test_a_mended_word_is_said_and_the_word_typed_can_be_insisted_on(library: Shelf) -> None:
    assert find("un logment", PUBLIC).corrected == "un logement"
    assert find("logement", PUBLIC).corrected is None
    assert find("logment", PUBLIC, exact=True).results.total == 0


def test_a_slip_that_someone_wrote_is_searched_and_the_common_word_only_proposed(sheets: Shelf) -> None:
    sheets.put("slip", "Recherche de logment")
    for number in range(19):
        sheets.put(str(number), "Un logement")
    catch_up()
    assert find("un logment", PUBLIC).spelled.meant is None
    sheets.put("19", "Un logement")
    catch_up()
    found = find("un logment", PUBLIC)
    assert [hit.ref.key for hit in found.results.hits] == ["slip"]
    assert (found.corrected, found.spelled.meant) == (None, "un logement")
    assert find("un logment", PUBLIC, exact=True).spelled.meant is None


def test_a_rare_word_is_not_doubted_for_its_own_plural(sheets: Shelf) -> None:
    sheets.put("rare", "Nos logements")
    for number in range(40):
        sheets.put(str(number), "Un logement")
    catch_up()
    assert find("logements", PUBLIC).spelled.meant is None


def test_a_word_written_only_in_closed_pages_is_never_proposed(library: Shelf) -> None:
    library.put("closed", "Zorglub", readers=("member",))
    catch_up()
    assert find("zorglup", PUBLIC).corrected is None
    assert find("zorglup", Query(("public", "member"))).corrected == "zorglub"


def test_a_query_of_stop_words_still_asks_something(library: Shelf) -> None:
    assert find("aux", PUBLIC).results.total == 4


def test_what_weighs_less_comes_after(sheets: Shelf) -> None:
    sheets.put("old", "Passer le permis", weight=0.5)
    sheets.put("new", "Passer le permis", summary="Une page un peu plus longue que l’autre.")
    catch_up()
    assert [hit.ref.key for hit in find("permis", PUBLIC).results.hits] == ["new", "old"]


def test_some_of_many_words_are_enough_but_all_of_them_come_first(sheets: Shelf) -> None:
    sheets.put("one", "Le permis, le permis et encore le permis")
    sheets.put("all", "Une page", body="Le permis se finance par un prêt sans intérêt remboursé en un an.")
    catch_up()
    assert [hit.ref.key for hit in find("permis prêt intérêt", PUBLIC).results.hits] == ["all", "one"]
    assert [hit.ref.key for hit in find("permis banane", PUBLIC).results.hits] == ["one", "all"]


def test_a_word_nobody_wrote_is_read_without_its_article_or_in_two_or_mended_further(library: Shelf) -> None:
    assert find("daide", PUBLIC).corrected == "aide"
    assert find("retrouveremploi", PUBLIC).corrected == "retrouver emploi"
    assert find("entretein embauce", PUBLIC).corrected == "entretien embauche"
    assert find("vizitte", PUBLIC).corrected == "visite"  # two slips, since nothing is nearer
    assert find("xqzwkv", PUBLIC).corrected is None


def test_words_of_one_family_find_each_other_after_the_word_itself(sheets: Shelf) -> None:
    sheets.put("louer", "Louer un studio")
    sheets.put("location", "La location d’un studio")
    catch_up()
    assert [hit.ref.key for hit in find("location", PUBLIC).results.hits] == ["location", "louer"]
    assert [hit.ref.key for hit in find("louer", PUBLIC).results.hits] == ["louer", "location"]


def test_the_title_that_says_little_else_comes_first_even_half_typed(sheets: Shelf) -> None:
    sheets.put("long", "Pass culture pour les lycéens, le pass culture et ses partenaires", body="Pass culture. " * 9)
    sheets.put("short", "Le pass culture", body="Une application pour les jeunes.")
    catch_up()
    for words in ("pass culture", "pass cult"):
        assert [hit.ref.key for hit in find(words, PUBLIC).results.hits] == ["short", "long"]


def test_when_few_answer_all_of_it_those_with_the_telling_word_follow(sheets: Shelf) -> None:
    for number in range(12):
        sheets.put(f"jeune{number}", "Une journée pour les jeunes")
    sheets.put("musee", "Des musées ouverts à tous")
    sheets.put("both", "Un lieu", body="Les jeunes y visitent un musée.")
    catch_up()
    found = find("musée jeunes", PUBLIC)
    assert [hit.ref.key for hit in found.results.hits][:2] == ["both", "musee"]
    assert (found.loosened, found.results.total) == (False, 14)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "\x00",
        "'" * 500,
        "AND OR ((",
        "l'emploi",
        "😀",
        "مرحبا",
        "\ud800",
        "*:*",
        "a" * 10_000,
        "é " * 5000,
        '-"~^[]{}',
    ],
)
def test_nothing_typed_breaks_the_search(library: Shelf, words: str) -> None:
    find(words, PUBLIC)
