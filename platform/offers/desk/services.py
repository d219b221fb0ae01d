"""The import desk's services and structures: an office's own tables through the very way of `import_offers`."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django import forms
from django.urls import reverse

from imports.desks import Choices, Question, Row, Tell, Undone
from imports.models import ImportRun
from imports.tasks import ImportStoppedError, preview
from imports.turn import AnotherImportRunsError
from imports.words import folded
from offers.desk import reading, undoing, values
from offers.desk.fields import MORE, SERVICE, STRUCTURE, TARGETS, target_of
from offers.desk.forms import AboutForm, ConfirmForm
from offers.desk.records import Composing, UnusableRowError
from offers.desk.standing import Standing
from offers.desk.template import workbook
from offers.importing import BUSY, OfferReport, import_delivery
from vocabulary.models import Theme

RECORDS = "records.jsonl"
MOST_VALUES, TOLD_EVERY, MOST_REMARKS = 300, 200, 500


class OfferDesk:
    """Tables of services and of structures, mixed or apart."""

    label = "Services et structures"
    hint = "un tableau Excel ou CSV, un service par ligne"
    suffixes = reading.SUFFIXES
    words_title = "Voici les colonnes de votre tableau : à quoi correspondent-elles chez nous ?"

    def may(self, user: Any) -> bool:
        """Administrators, and those who were given the right to add services."""
        may = getattr(user, "has_perm", None)
        return bool(may and may("wagtailadmin.access_admin") and may("offers.add_offer"))

    def read(self, run: ImportRun, tell: Tell) -> Mapping[str, Any]:
        return reading.read(run, tell)

    def targets(self, run: ImportRun) -> Choices:
        return [
            ("Le service", [(target.key, target.label) for target in SERVICE]),
            ("La structure", [(target.key, target.label) for target in STRUCTURE]),
            ("Sinon", [(MORE, "Ajouter à la description")]),
        ]

    def words(self, run: ImportRun) -> list[Question]:
        """Each of our fields is guessed once: the first column that looks like it."""
        taken: set[str] = set()
        questions = []
        for said in run.found["words"]:
            guessed = target_of(said["word"])
            questions.append(Question(**said, guess="" if guessed in taken else guessed))
            taken.add(guessed)
        return questions

    def values(self, run: ImportRun) -> list[Question]:
        values.forget_words()
        counts, written = Counter[tuple[str, str]](), dict[tuple[str, str], str]()
        for row in reading.rows(run):
            for column, cell in row.cells.items():
                target = run.target(folded(column))
                if values.is_vocabulary(target):
                    name = TARGETS[target].field
                    for piece in values.pieces(name, cell):
                        if not values.known(name, piece) and (key := folded(piece)):
                            counts[name, key] += 1
                            written.setdefault((name, key), piece[:80])
        most = sorted(counts.most_common(MOST_VALUES), key=lambda pair: pair[0][0])
        return [
            Question(key, written[name, key], count, [], values.likely(name, written[name, key]), name)
            for (name, key), count in most
        ]

    def terms(self, field: str) -> Choices:
        if field != "thematiques":
            return values.terms_of(field)
        return [(t.label, [(c.slug, c.label) for c in t.children.all()]) for t in Theme.objects.tree()]

    def lacks(self, run: ImportRun) -> str:
        said = set(run.matching.get("words", {}).values())
        if said.isdisjoint({"service.nom", "structure.nom"}):
            return "Dites au moins quelle colonne donne le nom du service, ou celui de la structure."
        return ""

    def warns(self, run: ImportRun) -> str:
        said = set(run.matching.get("words", {}).values())
        if "service.nom" in said and "service.id" not in said:
            return (
                "Aucune colonne ne donne d’identifiant stable : un service est reconnu à son nom, sa structure et sa "
                "commune. Renommé dans votre tableau, il sera créé une seconde fois au prochain import."
            )
        return ""

    def about(self, run: ImportRun, data: Any = None) -> forms.Form | None:
        return AboutForm(run, data)

    def fate(self, run: ImportRun, user: Any, data: Any = None) -> forms.Form | None:
        return ConfirmForm(data) if run.options.get("withdraw") else None

    def template(self) -> bytes:
        columns = [(target.label, target.told) for target in (*SERVICE, *STRUCTURE)]
        lists = {TARGETS[f"service.{name}"].label: values.words_of(name) for name in values.SYNONYMS}
        themes = [theme.label for theme in Theme.objects.exclude(parent=None)]
        return workbook(self.label, columns, {"Thèmes": themes, **lists})

    def check(self, run: ImportRun, tell: Tell) -> Iterator[Row]:
        composing, standing, total = Composing(run), Standing(run), run.found["count"]
        with (run.folder / RECORDS).open("w", encoding="utf-8") as file:
            for number, row in enumerate(reading.rows(run), start=1):
                place = f"{row.place}, ligne {row.number}"
                try:
                    made = composing.make(row)
                except UnusableRowError as error:
                    yield Row(f"unusable-{number}", composing.title_of(row), place, "refused", doubts=[str(error)])
                    continue
                written, found = standing.of(made, place)
                file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in written)
                yield found
                if number % TOLD_EVERY == 0:
                    tell("Essai", number, total)

    def take(self, run: ImportRun, tell: Tell) -> Mapping[str, Any]:
        path = _kept(run)
        undoing.plan(run, path)
        whole = bool(run.options.get("withdraw")) and not run.options.get("skipped") and not _unusable(run)
        report = import_delivery(
            [path], source=run.options["source"], progress=tell, withdraws=whole,
            confirm_withdrawals=bool(run.options.get("confirm")),
        )  # fmt: skip
        if report.stopped == BUSY:
            raise AnotherImportRunsError
        if report.stopped:
            raise ImportStoppedError(
                report.stopped.replace("ajoutez --confirm-withdrawals si", "cochez-le avant d’importer, si")
            )
        undoing.mark(run)
        return _told(run, report)

    def undo(self, run: ImportRun, tell: Tell) -> Undone:
        return undoing.undo(run, tell)


def _unusable(run: ImportRun) -> bool:
    """Whether some line could not be read: what it held is then not known to be absent."""
    return bool(run.report.get("counts", {}).get("refused")) or bool(run.found["refused"])


def _kept(run: ImportRun) -> Path:
    """The records, less those that were left aside on screen."""
    skipped = {key.partition(":")[2] for key in run.options.get("skipped", [])}
    path = run.folder / "delivery.jsonl"
    with (run.folder / RECORDS).open(encoding="utf-8") as every, path.open("w", encoding="utf-8") as kept:
        kept.writelines(line for line in every if not skipped or json.loads(line)["id"] not in skipped)
    return path


def _told(run: ImportRun, report: OfferReport) -> dict[str, Any]:
    services, structures = report.services, report.structures
    looked_at = [row for row in preview(run) if row.doubts]
    unusable = [row for row in looked_at if row.state == "refused"]
    totals = [
        ("services créés", services.created), ("services mis à jour", services.changed),
        ("services inchangés", services.unchanged), ("services retirés", services.withdrawn),
        ("structures créées", structures.created), ("structures mises à jour", structures.changed),
        ("lignes refusées", len(unusable) + len(report.refused)),
    ]  # fmt: skip
    # By the lines of their own tables: those of the delivery, which the report counts, nobody can open.
    remarks = [f"{row.place} ({row.title}) : {' '.join(row.doubts)}" for row in looked_at]
    remarks = [*(f"{refusal.key} : {refusal.reason}" for refusal in report.refused), *remarks][:MOST_REMARKS]
    return {
        "totals": [pair for pair in totals if pair[1]],
        "remarks": remarks,
        "link": f"{reverse('wagtailsnippets_offers_offer:list')}?source={run.options['source']}",
        "link_label": "Voir ces services",
    }
