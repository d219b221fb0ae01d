"""The words asked, marked in any text as it is written."""

import pytest

from search.marking import Marker
from search.query import read


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("creche", "La CRÈCHE d’ici…", "La <mark>CRÈCHE</mark> d’ici…"),
        ("été", "l’été – c’est <b>", "l’<mark>été</mark> – c’est &lt;b&gt;"),
        ("emploi", "20 € pour l’œuvre et l’emploi", "20 € pour l’œuvre et l’<mark>emploi</mark>"),
        ("garde enfant", "Gardes d’enfants, égarde", "<mark>Gardes</mark> d’<mark>enfants</mark>, égarde"),
        ("emploi", "Ωmega → EMPLOI, Łódź", "Ωmega → <mark>EMPLOI</mark>, Łódź"),  # beyond Latin letters
        ("lodz", "Łódź et Lodz", "Łódź et <mark>Lodz</mark>"),
    ],
)
def test_words_are_marked_where_they_stand(asked: str, text: str, marked: str) -> None:
    assert Marker(read(asked)).marked(text) == marked
