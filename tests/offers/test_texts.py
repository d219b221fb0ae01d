"""Delivered texts: cleaned, told plainly, and shown without danger; telephones and hours as people write them."""

import pytest

from accounts import contacts
from cards import phones
from cards.texts import excerpt, plain, rendered
from offers.texts import cleaned


def test_html_and_markdown_become_plain_words() -> None:
    assert plain("## Titre\n**Gras** &amp; <b>fort</b><br>suite<script>x()</script>") == "Titre\nGras & fort\nsuite"
    assert plain("Âge < 26 et > 16") == "Âge < 26 et > 16"


def test_an_excerpt_keeps_the_no_break_spaces_of_french_punctuation() -> None:
    assert excerpt("Tôt\nle matin\u00a0: dès 5 h", 40) == "Tôt le matin\u00a0: dès 5 h"


def test_an_excerpt_is_cut_between_words() -> None:
    assert excerpt("un deux trois", 20) == "un deux trois"
    assert excerpt("un deux, trois quatre", 9) == "un deux…"


def test_controls_and_direction_marks_are_taken_out_and_lines_kept() -> None:
    assert cleaned("a\x00b\u202ec\r\nd\ud800\te ") == "abc\nd\te"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
        ("# Grand titre", "<p>Grand titre</p>\n"),
        ("un<br>deux", "<p>un<br>deux</p>\n"),
        ("<iframe src=//a.test></iframe><img src=x>", ""),
        ("[x](https://a.test/)", '<p><a href="https://a.test/" rel="nofollow noopener">x</a></p>\n'),
        ("<a href='javascript:x' onclick='y' style='z'>ici</a>", '<p><a rel="nofollow noopener">ici</a></p>\n'),
        ("[ici](javascript:x)", "<p>[ici](javascript:x)</p>\n"),
        ("    quatre espaces ne font pas du code", "<p>quatre espaces ne font pas du code</p>\n"),
    ],
)  # fmt: skip
def test_texts_are_rendered_with_lists_links_and_emphasis_only(text: str, html: str) -> None:
    assert rendered(text) == html


@pytest.mark.parametrize("text", ["[" * 10_000, "*" * 10_000, "<a>" * 3_000, "> " * 5_000, "`" * 9_999])
def test_no_text_holds_a_page_up(text: str) -> None:
    assert isinstance(rendered(text), str)


@pytest.mark.parametrize(
    ("phone", "shown", "tel"),
    [
        ("+33248620120", "02 48 62 01 20", "+33248620120"),
        ("+3287000221", "087 00 02 21", "+3287000221"),
        ("+3240000000", "04 000 00 00", "+3240000000"),
        ("+32470123456", "0470 12 34 56", "+32470123456"),
        ("3949", "3949", "3949"),
        ("02 48 62 01 20", "02 48 62 01 20", "0248620120"),
        ("aucun", "aucun", ""),
    ],
)
def test_a_telephone_is_written_as_in_its_country(phone: str, shown: str, tel: str) -> None:
    assert (contacts.shown(phone), phones.tel(phone)) == (shown, tel)


@pytest.mark.parametrize(
    ("opening", "lines"),
    [
        ("Mo-Fr 08:30-12:30; PH off", ["Du lundi au vendredi, de 8 h 30 à 12 h 30.", "Fermé les jours fériés."]),
        ("Mo,We 09:00-12:00,14:00-17:00", ["Le lundi, le mercredi, de 9 h à 12 h et de 14 h à 17 h."]),
        (
            'Mo-Fr 08:30-12:30 open "Sans rendez-vous"',
            ["Du lundi au vendredi, de 8 h 30 à 12 h 30 (sans rendez-vous)."],
        ),
        ("9.00 à 12.00 - 14.00 à 17.00", ["9.00 à 12.00 - 14.00 à 17.00"]),
        ("Mo 09:00-12:00; sur rendez-vous", ["Mo 09:00-12:00; sur rendez-vous"]),
        ("", []),
    ],
)
def test_opening_hours_are_told_in_french_or_left_as_they_are(opening: str, lines: list[str]) -> None:
    assert [line.replace("\u00a0", " ") for line in contacts.hours(opening)] == lines
