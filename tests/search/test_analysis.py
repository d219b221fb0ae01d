"""One analysis for both engines: what it makes of a text is written down, vector by vector."""

import csv
from pathlib import Path

import pytest

from search.analysis import fields, telling, tokens

with Path(__file__).with_name("analysis_vectors.csv").open(encoding="utf-8") as file:
    VECTORS = [(row["text"], row["words"], row["stems"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "words", "stems"), VECTORS)
def test_a_text_becomes_these_words_and_stems(text: str, words: str, stems: str) -> None:
    assert (fields(text).words, fields(text).stems) == (words, stems)


def test_stop_words_never_eat_a_whole_query() -> None:
    assert [token.word for token in telling(tokens("aide à la personne"))] == ["aide", "personne"]
    assert [token.word for token in telling(tokens("pour qui"))] == ["pour", "qui"]


def test_a_token_knows_where_it_stands_in_the_text_as_written() -> None:
    text = "L’Œuvre à l’école"
    assert [text[token.start : token.end] for token in tokens(text)] == ["Œuvre", "à", "école"]
