"""Whose an e-mail address is, told by its left half and by the people whom a structure's services name."""

import pytest

from accounts.addresses import GIVEN_NAMES, is_personal
from territories.spelling import fold


@pytest.mark.parametrize(
    ("left", "person"),
    [
        ("m.dupont", ""),
        ("m.dupont75", ""),
        ("j-p.dupont", ""),
        ("m.le-goff", ""),
        ("marie.dupont", ""),
        ("Jean-Pierre.Dupont", ""),
        ("sophie", ""),
        ("li.wu", "Li Wu"),
        ("liwu", "Li Wu"),
        ("wu75", "Li WU"),
        ("lwu", "Li Wu"),
        ("proy", "Paul Roy"),
        ("maisonneuve", "Anne Maisonneuve"),
        ("pointeau", "Ève Pointeau"),
        ("poletti", "Mme Poletti"),
        ("rossi-francesca", "Francesca Rossi"),
        ("secretariat.canari", "Camille Canari, secrétaire"),
        ("aconseil", "Anaïs Conseil"),
        ("conseil.a", "Anaïs Conseil"),
        ("pbureau", "P. Bureau"),
    ],
)
def test_an_address_that_bears_a_name_is_somebodys(left: str, person: str) -> None:
    assert is_personal(f"{left}@exemple.example", [person])


@pytest.mark.parametrize(
    ("left", "person"),
    [
        ("accueil", "Accueil"),
        ("mission.locale", "Mission locale"),
        ("cyber.base", ""),
        ("france.services", "France services"),
        ("service.social", "Service social de Dole"),
        ("conseillers.numeriques", "Conseillère numérique"),
        ("maison.de.la.famille", "Jean de la Tour"),
        ("leasing", "Léa Roy"),
        ("centre.jean-vilar", ""),
        ("aurore.informatique", ""),
        ("mairie.saint-benoit", "Li Wu"),
        ("", "Li Wu"),
    ],
)
def test_an_address_that_bears_none_is_a_services(left: str, person: str) -> None:
    assert not is_personal(f"{left}@exemple.example", [person])


def test_given_names_are_written_as_they_are_compared() -> None:
    assert [name for name in GIVEN_NAMES if fold(name) != name] == []
