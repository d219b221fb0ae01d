"""How people write their files: LibreOffice, forms in a table, notes, headings in bold, tables of Windows."""

# ruff: noqa: E501 - texts read across

from pathlib import Path

from fichesactions.desk import writer
from fichesactions.desk.documents import cut
from fichesactions.desk.synonyms import target_of
from fichesactions.desk.word import _with_notes_in_line
from imports.words import alike, folded, guess, weighty
from offers.desk import values
from offers.desk.fields import target_of as column_of
from offers.desk.tables import rows_of
from tests.imports import office


def test_a_libreoffice_text_reads_like_a_word_one(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(
        office.writer(
            '<text:p text:style-name="Title">Une fiche</text:p><text:h text:outline-level="1">Étapes</text:h>'
            "<text:list><text:list-item><text:p>Un &lt;</text:p></text:list-item></text:list>"
            '<text:p>Voir <text:a xlink:href="https://a.be">ici</text:a><text:note><text:note-body><text:p>Une note'
            "</text:p></text:note-body></text:note></text:p>"
            '<text:p><draw:frame><draw:image xlink:href="Pictures/i.png"/><svg:desc>Un plan</svg:desc></draw:frame></text:p>'
            "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
            "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>"
            '<text:p><text:a xlink:href="javascript:x">piège</text:a></text:p>',
            i=office.dot(),
        )
    )
    html, doubts = writer.html_of(path, "a.odt", lambda data, suffix: f"image:{'a' * 40}.{suffix}")
    document = cut(html, "a.odt", doubts)
    assert (document.title, [block.heading for block in document.blocks], document.doubts) == (
        "Une fiche",
        ["Étapes"],
        [],
    )
    assert document.blocks[0].html == (
        '<ul><li>Un &lt;</li></ul><p>Voir <a href="https://a.be">ici</a> (Une note)</p>'
        f'<img alt="Un plan" src="image:{"a" * 40}.png"><p>| A | B |</p><p>piège</p>'
    )


def test_a_table_within_a_table_is_read_once_however_deep(tmp_path: Path) -> None:
    path, deep = tmp_path / "a.odt", 25
    cell = "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
    end = "</table:table-cell></table:table-row></table:table-header-rows></table:table>"
    path.write_bytes(office.writer(f"{cell * deep}<text:p>Au fond</text:p>{end * deep}"))
    html, _ = writer.html_of(path, "a.odt", lambda data, suffix: "")
    assert html.count("Au fond") == 1, "once a level, it would be sixteen million times"
    assert cut(html, "a.odt").blocks[0].html == "<p>Au fond</p>"


def test_a_form_in_a_table_is_cut_at_its_labels() -> None:
    html = "<p><strong>Titre</strong></p><table><tr><td>Objectifs :</td><td><p>Aller</p></td></tr><tr><td>Étapes</td><td>Un</td></tr></table>"
    document = cut(html, "12 - Ma_fiche.docx")
    assert [(block.heading, block.html) for block in document.blocks] == [
        ("Titre", ""), ("Objectifs", "<p>Aller</p>"), ("Étapes", "Un"),
    ]  # fmt: skip
    assert document.title == "Ma fiche"


def test_notes_stand_where_they_are_called() -> None:
    html = '<p>Dit<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>.</p><ol><li id="footnote-1"><p>Qui ? <a href="#footnote-ref-1">↑</a></p></li></ol>'
    assert _with_notes_in_line(html) == "<p>Dit (Qui ?).</p>"


def test_words_are_recognised_as_people_write_them() -> None:
    assert folded("2.1) Le  Besoin :") == "le besoin"
    assert target_of("sheet", "Points de vigilance") == "care"
    assert target_of("practice", "Résultats obtenus") == "results"
    assert target_of("sheet", "Anecdote du jour") == ""
    assert guess("Mobilités", {"mobilite": ("Mobilité",)}) == "mobilite"
    assert alike(weighty("Préparer le trajet"), weighty("préparer un trajet")) == 1
    assert [column_of(name) for name in ("CP", "Organisme", "Gratuit ?", "Intitulé du service", "Remarque interne")] == [
        "service.code_postal", "structure.nom", "service.frais", "service.nom", "",
    ]  # fmt: skip


def test_values_are_cut_and_known() -> None:
    assert [values.known("frais", said) for said in ("Oui", "non", "0 €", "12,50 €", "variable")] == [
        "gratuit", "payant", "gratuit", "payant", "",
    ]  # fmt: skip
    assert values.pieces("modes_mobilisation", "téléphone, mail ou sur place") == ["téléphone", "mail", "sur place"]
    assert values.pieces("frais", "oui, sauf le samedi") == ["oui, sauf le samedi"]


def test_a_csv_of_windows_under_a_title_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes("Nos services;;\n\nNom;Téléphone;Téléphone\nÉco\x0ble;081;;trop\n;;\n".encode("cp1252"))
    [row] = rows_of(path, "s.csv", ".csv")
    assert (row.number, row.cells) == (4, {"Nom": "Éco le", "Téléphone": "081"})
