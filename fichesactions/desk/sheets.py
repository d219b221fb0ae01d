"""The import desk's sheets, practices and tools."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.urls import reverse

from accounts.models import User
from fichesactions.desk import reading, undoing
from fichesactions.desk.composing import FACET_TARGETS, KEEP, Composed, Terms, compose, values_in
from fichesactions.desk.forms import FateForm, places
from fichesactions.desk.standing import Likeness, edit_url, is_untouched
from fichesactions.desk.synonyms import target_of
from fichesactions.desk.writing import Writing
from fichesactions.importing.record import MODELS, RefusedRecordError
from fichesactions.models import KnowledgePage
from imports.desks import Choices, Question, Row, Tell, Undone
from imports.models import ImportRun
from imports.turn import one_at_a_time
from imports.words import folded, guess
from offers.desk.template import workbook
from vocabulary.models import Audience, Theme

MOST_VALUES = 200
_WHOLE = (("title", "Le titre"), ("summary", "En deux phrases"), ("body", "Texte libre"))
_FILING = (("themes", "Thèmes"), ("audiences", "Publics"), ("tags", "Mots-clefs"), ("contributors", "Écrite par"))


class SheetDesk:
    """One of the three kinds of page: Word or LibreOffice files, a file a page; or a table, a line a page."""

    suffixes = reading.SUFFIXES
    words_title = (
        "Voici les intertitres et les colonnes de vos fichiers : à quelle partie de nos pages correspondent-ils ?"
    )

    def __init__(self, kind: str, label: str, hint: str) -> None:
        self.kind, self.label, self.hint = kind, label, hint

    def may(self, user: Any) -> bool:
        """Those who may add such a page somewhere."""
        return isinstance(user, User) and user.has_perm("wagtailadmin.access_admin") and bool(places(self.kind, user))

    def read(self, run: ImportRun, tell: Tell) -> Mapping[str, Any]:
        return reading.read(run, tell)

    def targets(self, run: ImportRun) -> Choices:
        own = [(section.field, section.title) for section in MODELS[self.kind].sections]
        duration = [("duration", "Durée")] if self.kind == "sheet" else []
        return [
            (KEEP, "Garder comme intertitre"),
            ("Les parties de la page", [*own, *duration]),
            ("Le reste", [*_WHOLE, *_FILING]),
        ]

    def words(self, run: ImportRun) -> list[Question]:
        return [Question(**said, guess=target_of(self.kind, said["word"]) or KEEP) for said in run.found["words"]]

    def values(self, run: ImportRun) -> list[Question]:
        terms, counts = Terms(run), Counter[tuple[str, str]]()
        written: dict[tuple[str, str], str] = {}
        for document in reading.documents(run):
            for name, value in values_in(document, run):
                if not terms.is_same(name, value):
                    counts[name, folded(value)] += 1
                    written.setdefault((name, folded(value)), value[:80])
        known = {name: {slug: (str(row), slug) for slug, row in terms.rows[name].items()} for name in FACET_TARGETS}
        most = sorted(counts.most_common(MOST_VALUES), key=lambda pair: pair[0][0])
        return [
            Question(key, written[name, key], count, [], guess(written[name, key], known[name]), name)
            for (name, key), count in most
            if key
        ]

    def terms(self, field: str) -> Choices:
        if field == "audiences":
            return [(row.slug, row.label) for row in Audience.objects.all()]
        return [
            (
                theme.label,
                [(theme.slug, f"{theme.label} (en général)"), *((t.slug, t.label) for t in theme.children.all())],
            )
            for theme in Theme.objects.tree()
        ]

    def lacks(self, run: ImportRun) -> str:
        return ""

    def warns(self, run: ImportRun) -> str:
        return ""

    def about(self, run: ImportRun, data: Any = None) -> forms.Form | None:
        return None

    def fate(self, run: ImportRun, user: Any, data: Any = None) -> forms.Form | None:
        return FateForm(run, user, data)

    def template(self) -> bytes:
        own = [(section.title, "") for section in MODELS[self.kind].sections]
        columns = [("Titre", "Obligatoire."), ("En deux phrases", "500 caractères au plus."), *own,
                   ("Thèmes", "Séparés par des virgules ; voir la feuille Listes."),
                   ("Publics", "Séparés par des virgules ; voir la feuille Listes."),
                   ("Mots-clefs", "Libres, séparés par des virgules."),
                   ("Écrite par", "Avec l’accord de la personne.")]  # fmt: skip
        lists = {"Thèmes": [t.label for t in Theme.objects.all()], "Publics": [a.label for a in Audience.objects.all()]}
        return workbook(self.label, columns, lists)

    def check(self, run: ImportRun, tell: Tell) -> Iterator[Row]:
        terms, likeness = Terms(run), Likeness()
        for number, document in enumerate(reading.documents(run), start=1):
            try:
                composed = compose(document, run, terms)
            except RefusedRecordError as error:
                yield Row(f"refused-{number}", document.title, document.place, "refused", doubts=[str(error)])
                continue
            yield self._row(composed, document.place, likeness)
            likeness.add(composed.record.fields["title"], "", composed.record.id)
            tell("Essai", number, run.found["count"])

    def take(self, run: ImportRun, tell: Tell) -> Mapping[str, Any]:
        writing = Writing(run)
        with one_at_a_time("import_sheets"):  # Two that add below one shelf would be given the same place in the tree.
            writing.take(tell)
        names = {"created": "créées", "changed": "mises à jour", "unchanged": "inchangées",
                 "kept": "laissées à leur auteur",
                 "skipped": "écartées", "refused": "refusées"}  # fmt: skip
        return {
            "totals": [(label, writing.counts[name]) for name, label in names.items() if writing.counts[name]],
            "remarks": writing.remarks[:500],
            "made": writing.made(),
            "link": reverse("wagtailadmin_explore", args=[writing.parent.pk]),
            "link_label": f"Ouvrir « {writing.parent.title} »",
        }

    def undo(self, run: ImportRun, tell: Tell) -> Undone:
        return undoing.undo(run, tell)

    @staticmethod
    def _row(composed: Composed, place: str, likeness: Likeness) -> Row:
        record = composed.record
        row = Row(record.id, record.fields["title"], place, "new", composed.filled, composed.doubts)
        row.alike = likeness.of(row.title, record.id)
        page = KnowledgePage.objects.filter(source_id=record.id).first()
        twin = None if page else KnowledgePage.objects.filter(fingerprint=record.fingerprint).first()
        if page or twin:
            there = page or twin
            assert there is not None
            same = there.fingerprint == record.fingerprint
            row.state = (
                "unchanged"
                if page and same
                else "changed"
                if page and is_untouched(page)
                else "kept"
                if page
                else "new"
            )
            if twin:
                row.alike = [(f"{twin.draft_title} (le même texte)", edit_url(twin.pk))]
            if row.state == "kept":
                row.doubts.append("Quelqu’un a repris cette page depuis : elle ne sera pas touchée.")
        return row
