"""An office's files, written by a script: Word sheets as people keep them, and a home-made table of services.

Small in tests; large by hand: `python -m tests.imports.office FOLDER 300 2000`.
"""

# ruff: noqa: E501, SIM905 - texts read across
import random
import sys
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from PIL import Image

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("Titre", "Title"), ("Titre1", "heading 1"), ("Titre2", "heading 2"))
)
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Image" descr="{alt}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    f'<a:blip xmlns:r="{_R}" r:embed="rIdImage"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r></w:p>"
)


def paragraph(text: str, style: str = "", *, bold: bool = False) -> str:
    """A paragraph of a Word file."""
    shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p>{shape}<w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: Sequence[str]) -> str:
    """A table of a Word file."""
    lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def link(text: str, key: str = "rIdLink") -> str:
    """A paragraph that is a link."""
    return f'<w:p><w:hyperlink r:id="{key}"><w:r><w:t>{escape(text)}</w:t></w:r></w:hyperlink></w:p>'


def picture(alt: str) -> str:
    """The file's image, with the words that stand for it."""
    return _PICTURE.format(alt=escape(alt))


def word(*blocks: str, image: bytes = b"", address: str = "https://exemple.org/fiche") -> bytes:
    """A .docx made of these blocks."""
    links = (
        f'<Relationship Id="rIdLink" Type="{_R}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        f'<Relationship Id="rIdStyles" Type="{_R}/styles" Target="styles.xml"/>'
        + (f'<Relationship Id="rIdImage" Type="{_R}/image" Target="media/image1.png"/>' if image else "")
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>'
        f"{''.join(blocks)}</w:body></w:document>",
        "word/styles.xml": f'<?xml version="1.0"?><w:styles xmlns:w="{_W}">{_STYLES}</w:styles>',
        "word/_rels/document.xml.rels": '<?xml version="1.0"?><Relationships xmlns='
        f'"http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
    }
    return zipped(parts | ({"word/media/image1.png": image} if image else {}))


def writer(content: str, **parts: bytes) -> bytes:
    """An .odt whose text is this."""
    spaces = {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }  # fmt: skip
    names = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in spaces.items())
    names += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    text = (
        f'<?xml version="1.0"?><office:document-content {names}><office:automatic-styles>'
        '<style:style style:name="P1"><style:text-properties fo:font-weight="bold"/></style:style>'
        f"</office:automatic-styles><office:body><office:text>{content}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped({"content.xml": text} | {f"Pictures/{name}.png": data for name, data in parts.items()})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def dot(colour: tuple[int, int, int] = (11, 93, 102), size: int = 8) -> bytes:
    """A small image."""
    file = BytesIO()
    Image.new("RGB", (size, size), colour).save(file, "PNG")
    return file.getvalue()


def workbook(*rows: Sequence[object], title: str = "Feuil1") -> bytes:
    """An .xlsx of one sheet."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


_HEADINGS = (
    ("Constats", "Objectifs", "Déroulement", "Moyens", "Partenaires", "Points de vigilance", "Évaluation", "Contact"),
    ("Le besoin", "Public visé", "Buts", "Étapes", "Budget", "Avec qui", "Freins", "Bilan"),
)
_SUBJECTS = ("mobilité", "logement", "garde d’enfants", "santé", "numérique", "langue", "budget", "premier accueil")
_GESTURES = ("Préparer", "Accompagner", "Animer", "Négocier", "Expliquer", "Suivre", "Évaluer", "Relancer")
_WORDS = (
    "la personne vient avec ses questions et repart avec un rendez-vous écrit, une adresse et un nom ; le groupe se "
    "retrouve chaque semaine ; chacun dit ce qui a marché et ce qui a manqué ; on note, on relit, on garde une trace"
).split()


def _prose(dice: random.Random, words: int) -> str:
    text = " ".join(dice.choices(_WORDS, k=words)).strip(" ;")
    return f"{text[:1].upper()}{text[1:]}."


def sheet(number: int) -> bytes:
    """The numbered sheet of an office: one of its two models, or no style at all, with a table, a link or an image."""
    dice = random.Random(number)
    title = f"{dice.choice(_GESTURES)} autour du thème {_SUBJECTS[number % 8]}, situation {number}"
    plain = number % 10 == 7
    blocks = [paragraph(title, "" if plain else "Titre", bold=plain)]
    for heading in _HEADINGS[number % 2]:
        blocks.append(paragraph(f"{heading} :", "" if plain else "Titre1", bold=plain))
        blocks += [paragraph(_prose(dice, 60)) for _ in range(dice.randint(1, 3))]
    blocks.append(table(("Quand", "Quoi"), ("Semaine 1", _prose(dice, 6)), ("Semaine 2", _prose(dice, 6))))
    blocks.append(link("Pour aller plus loin"))
    image = b""
    if number % 5 == 0:
        image = dot((number % 256, 90, 100), 600)
        blocks.append(picture(f"Schéma de la situation {number}"))
    return word(*blocks, image=image)


def sheets(count: int) -> bytes:
    """A zip of so many Word files, in two folders."""
    return zipped(
        {f"Fiches/{_SUBJECTS[n % 8]}/Fiche {n:03} - {_GESTURES[n % 8].lower()}.docx": sheet(n) for n in range(count)}
    )


HEADER = (
    "Réf", "Intitulé du service", "Organisme", "Ce qu’on y fait", "Domaine", "Public", "Gratuit ?", "Tél", "Mail", "Rue",
    "CP", "Localité", "Permanences", "Remarque interne", "Prise de contact",
)  # fmt: skip
TOWNS = (("5000", "Namur"), ("4000", "Liège"), ("6000", "Charleroi"), ("7000", "Mons"), ("4800", "Verviers"))


def service(number: int) -> list[object]:
    """A line of the home-made table."""
    postcode, town = TOWNS[number % 5]
    domain = ("Mobilité", "Se loger", "Garde d’enfants", "Soins")[number % 4]
    return [
        f"S-{number:04}", f"Service {_SUBJECTS[number % 8]} n° {number}", f"Maison de {town}", _prose(random.Random(number), 20),
        domain, ("Jeunes", "Tout public", "Chercheurs d’emploi")[number % 3], ("oui", "non", "5 €", "")[number % 4],
        f"081 {number % 1000:03} 111", f"contact{number}@exemple.org", f"Rue {number}", int(postcode), town, "Lu-Ve 9h-12h",
        "à revoir", ("téléphone", "mail", "sur place")[number % 3],
    ]  # fmt: skip


def services(count: int) -> bytes:
    """The home-made Excel: a title above the header, numbers as Excel keeps them."""
    return workbook(["Nos services — tableau de bord 2026"], [], HEADER, *(service(n) for n in range(count)))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fiches.zip").write_bytes(sheets(int(sys.argv[2])))
    (folder / "services.xlsx").write_bytes(services(int(sys.argv[3])))
