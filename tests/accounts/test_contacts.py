"""Opening hours as sources write them, read as people say them."""

import pytest

from accounts import contacts


@pytest.mark.parametrize(
    ("opening", "lines"),
    [
        ("", []),
        (" ; ", []),
        ("Mo-Fr 08:30-12:00,13:30-17:00", ["Du lundi au vendredi, de 8 h 30 à 12 h et de 13 h 30 à 17 h."]),
        ('Mo,We  09:00-12:00   open "Sur RDV"; PH off', ["Le lundi, le mercredi, de 9 h à 12 h (sur rdv).",
                                                         "Fermé les jours fériés."]),
        ("Mo-Fr 08:30-12:00; sur demande", ["Mo-Fr 08:30-12:00; sur demande"]),
        ('Mo 09:00-12:00 "ouvert', ['Mo 09:00-12:00 "ouvert']),
        ('Mo 09:00-12:00 "a" b', ['Mo 09:00-12:00 "a" b']),
        ("Mo", ["Mo"]),
    ],
)  # fmt: skip
def test_hours_are_said_in_french_or_as_delivered(opening: str, lines: list[str]) -> None:
    assert [line.replace("\u00a0", " ") for line in contacts.hours(opening)] == lines
