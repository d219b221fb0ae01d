import pytest

from territories.spelling import fold, one_typo_apart


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("L’Isle-d’Espagnac", "isle d espagnac"),
        ("l'isle d'espagnac", "isle d espagnac"),
        ("St-Hubert", "saint hubert"),
        ("Ste. Ode", "sainte ode"),
        ("Œuilly", "oeuilly"),
        ("La Louvière", "louviere"),
        ("La", "la"),
        ("Isle s/ le Doubs", "isle sur le doubs"),
        ("  --  ", ""),
    ],
)
def test_names_are_compared_without_accents_hyphens_articles_or_short_forms(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("typed", ["ververs", "vervierss", "verwiers", "verivers", "evrviers", "vervies"])
def test_one_letter_missing_added_wrong_or_swapped_is_one_typo(typed: str) -> None:
    assert one_typo_apart("verviers", typed)
    assert one_typo_apart(typed, "verviers")


@pytest.mark.parametrize("typed", ["verviers", "vervi", "ververis s", "namur", "", "vreivers"])
def test_the_same_name_or_two_mistakes_are_not_one_typo(typed: str) -> None:
    assert not one_typo_apart("verviers", typed)


@pytest.mark.parametrize(("typed", "name"), [("london", "mondon"), ("erviers", "verviers"), ("averviers", "verviers")])
def test_another_first_letter_is_another_name(typed: str, name: str) -> None:
    assert not one_typo_apart(typed, name)
    assert not one_typo_apart(name, typed)
