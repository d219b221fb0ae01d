"""Places in a sentence."""

import pytest

from cards.words import of, towards


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Namur", "de Namur"),
        ("Angoulême", "d’Angoulême"),
        ("le Brabant wallon", "du Brabant wallon"),
        ("les Ardennes", "des Ardennes"),
        ("la Thiérache", "de la Thiérache"),
        ("l’Avesnois", "de l’Avesnois"),
        ("Lessines", "de Lessines"),
    ],
)
def test_a_place_is_said_with_its_article(name: str, said: str) -> None:
    assert of(name) == said


def test_going_there_contracts_the_same_articles() -> None:
    assert [*map(towards, ("Liège", "Le Mans", "Les Ponts-de-Cé"))] == ["à Liège", "au Mans", "aux Ponts-de-Cé"]
