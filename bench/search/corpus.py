"""Sheets in which many nearly say the same: each subject once for everyone, then in as many settings as there are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SUBJECTS = Path(__file__).with_name("sheets.txt")
PREFIX = "banc--"
SETTINGS = (
    ("jeunes", "avec des jeunes de moins de vingt-cinq ans", "Avec des jeunes, on va moins vite et l’on écrit plus."),
    ("rural", "en zone rurale", "À la campagne, on compte le temps du bus et l’on groupe les démarches."),
    ("parent-seul", "pour un parent seul", "Un parent seul a besoin d’un horaire qui tient avec l’école."),
    (
        "sourd",
        "avec une personne sourde",
        "On réserve un interprète en langue des signes et l’on écrit ce qui est dit.",
    ),
    ("groupe", "en groupe de huit", "À huit, chacun entend les questions des autres."),
    ("namur", "à Namur", "L’équipe de Namur s’est réunie quatre fois pour écrire ceci."),
    ("besancon", "à Besançon", "À Besançon, trois services se partagent les appels."),
    ("angouleme", "à Angoulême", "À Angoulême, la permanence est le mardi matin."),
    ("facile", "en français facile", "Les mots difficiles sont expliqués un par un."),
    ("refugie", "avec une personne réfugiée", "Le statut donne les mêmes droits, mais les papiers tardent."),
    ("absence", "après une longue absence", "On reprend contact sans demander de comptes."),
    ("a-deux", "quand on n’est que deux dans l’équipe", "À deux, on choisit ce que l’on ne fera pas."),
    ("telephone", "par téléphone", "Au téléphone, on résume à voix haute ce qui est convenu."),
    ("employeur", "vu par l’employeur", "L’employeur veut savoir qui appeler, et quand."),
    ("bilan", "deux ans plus tard", "Ce qui a tenu, ce que nous avons arrêté, ce que nous ferions autrement."),
)


def records() -> Iterator[dict[str, Any]]:
    """Records as `import_sheets` reads them."""
    for key, title, summary, body in _subjects():
        yield {"id": f"{PREFIX}{key}", "title": title, "summary": summary, "body": body}
        for name, setting, told in SETTINGS:
            more = {"title": f"{title}, {setting}", "summary": f"{summary} {told}", "body": f"{body} {told}"}
            yield {"id": f"{PREFIX}{key}--{name}"} | more


def write(file: Path) -> None:
    """A delivery of them all."""
    file.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records()), encoding="utf-8")


def _subjects() -> Iterator[tuple[str, str, str, str]]:
    for block in SUBJECTS.read_text(encoding="utf-8").split("\n= ")[1:]:
        head, summary, body = block.strip().split("\n", 2)
        key, _, title = head.partition(" | ")
        yield key, title, summary, body
