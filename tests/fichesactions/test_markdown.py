"""Markdown from outside becomes what the editor itself would have saved."""

import pytest

from fichesactions.markdown import rich_text


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("> un\n>\n> deux", "<blockquote>un<br/>deux</blockquote>"),
        ("- un\n\n  suite\n\n- deux", "<ul><li>un<br/>suite</li><li>deux</li></ul>"),
        ("- un\n\n  - sous", "<ul><li>un<ul><li>sous</li></ul></li></ul>"),
        ("> - un\n>\n>   suite", "<blockquote><ul><li>un<br/>suite</li></ul></blockquote>"),
        ("- un\n  - sous\n\n  fin", "<ul><li>un<ul><li>sous</li></ul></li><li>fin</li></ul>"),
        ("1. un\n2. deux", "<ol><li>un</li><li>deux</li></ol>"),
        ("un\n\ndeux", "<p>un</p><p>deux</p>"),
        ("## titre\n\n##### fin", "<h3>titre</h3><h3>fin</h3>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[ici](javascript:alert)", "<p>[ici](javascript:alert)</p>"),
    ],
)
def test_markdown_is_well_formed_rich_text(markdown: str, html: str) -> None:
    assert rich_text(markdown).replace("\n", "") == html
