"""Rows written one a paragraph are shown as a table, and only those."""

import pytest

from fichesactions.markdown import rich_text
from fichesactions.tables import tables

ROWS = "<p>| Jour | Qui |</p><p>| lundi | <b>Luc</b> |</p>"


def test_rows_become_a_table_that_a_keyboard_can_scroll() -> None:
    shown = tables(f"<p>avant</p>{ROWS}<p>après | fin</p>")
    assert shown.startswith("<p>avant</p><div")
    assert shown.endswith("<p>après | fin</p>")
    for part in ('<th scope="col">Jour</th>', "<td><b>Luc</b></td>", 'tabindex="0"', "Tableau : Jour, Qui"):
        assert part in shown


def test_the_table_of_a_markdown_file_is_the_same_rows() -> None:
    assert rich_text("| Jour | Qui |\n|---|:--:|\n| lundi | **Luc** |\n\nfin") == (
        "<p>| Jour | Qui |</p>\n<p>| lundi | <strong>Luc</strong> |</p>\n<p>fin</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>| seule |</p>",
        "<p>| a | b |</p><p>| c |</p>",
        "<p>| a <b>| b</b> |</p><p>| c | d |</p>",
        '<p>| <a href="/x|y">a</a></p>',
    ],
)
def test_what_is_not_a_table_stays_text(html: str) -> None:
    assert tables(html) == html
