"""Word files become drafts: what is kept of them, what happens the second time, what undoing leaves."""

import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import WorkflowState

from fichesactions.desk import writing
from fichesactions.models import ActionSheet, SiteImage
from imports import actions, forms
from imports.models import Correspondence, ImportRun, Stage
from imports.panels import last_imports
from imports.turn import one_at_a_time
from notifications.models import Notification
from tests.fichesactions.factories import person
from tests.imports import office as files
from tests.imports.conftest import Office
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def a_sheet(title: str = "Aller voir ensemble", steps: str = "Prendre rendez-vous.") -> bytes:
    return files.word(
        files.paragraph(title, "Titre"),
        files.paragraph("1. Constats :", "Titre1"),
        files.paragraph("Le trajet fait peur."),
        files.paragraph("Déroulement", "Titre1"),
        files.paragraph(steps),
        files.table(("Quand", "Quoi"), ("Lundi", "Le bus | ligne 4")),
        files.link("La ligne 4"),
        files.picture("Le plan du trajet"),
        files.paragraph("Anecdote", "Titre1"),
        files.paragraph("Il pleuvait <b>."),
        image=files.dot(),
    )


def in_a_zip(**sheets: bytes) -> bytes:
    return files.zipped({f"Bureau/{name}.docx": data for name, data in sheets.items()})


def test_a_zip_of_word_files_becomes_drafts_and_is_undone(office: Office) -> None:
    other = files.sheet(7)  # Headings in bold only.
    run = office.deposit(fiches_zip=in_a_zip(a=a_sheet(), b=other), ancien_doc=b"\xd0\xcf\x11\xe0")
    assert run.found["refused"] == ["« ancien.doc » est un ancien fichier Word : ouvrez-le et enregistrez-le en .docx."]
    assert "Constats" in office.page(run)
    theme = Theme.objects.exclude(parent=None)[0]
    reader = person("relectrice@exemple.test", "Relecture")
    office.match(run, model_name="Nos fiches")
    assert run.report["counts"] == {"new": 2}
    assert "Aller voir ensemble" in office.page(run)
    office.launch(run, themes=[theme.pk], reviewer=reader.pk, submit="yes")
    assert (run.stage, run.report["totals"]) == ("done", [["créées", 2]])

    sheet = ActionSheet.objects.get(title="Aller voir ensemble")
    assert (sheet.live, sheet.owner, sheet.reviewer, list(sheet.themes.all())) == (
        False,
        office.person,
        reader,
        [theme],
    )
    assert sheet.need == "<p>Le trajet fait peur.</p>"
    assert "<p>| Quand | Quoi |</p><p>| Lundi | Le bus / ligne 4 |</p>" in sheet.steps
    assert '<a href="https://exemple.org/fiche">La ligne 4</a>' in sheet.steps
    image = SiteImage.objects.get(description="Le plan du trajet")
    assert image.description == "Le plan du trajet"
    assert f'<embed alt="Le plan du trajet" embedtype="image" format="fullwidth" id="{image.pk}"/>' in sheet.steps
    assert "<h3>Anecdote</h3><p>Il pleuvait &lt;b&gt;.</p>" in sheet.steps
    bold = ActionSheet.objects.exclude(pk=sheet.pk).get()
    assert bold.title.endswith("situation 7")
    assert all((bold.need, bold.partners))
    assert WorkflowState.objects.count() == 2
    assert [told.event for told in Notification.objects.filter(recipient=reader)] == ["import.waits_for_review"]

    sheet.summary = "Relue."
    sheet.save_revision(user=reader)
    office.post(run, "annuler")
    assert list(ActionSheet.objects.all()) == [sheet]
    assert SiteImage.objects.filter(pk=image.pk).exists()
    assert "quelqu’un l’a modifiée depuis" in office.page(run)
    assert office.client.post(f"{run.get_absolute_url()}annuler/").status_code == 302
    run.refresh_from_db()
    assert run.stage == "undone"


def test_the_same_files_again_touch_only_the_drafts_that_nobody_touched(office: Office) -> None:
    first = office.deposit(
        fiches_zip=in_a_zip(a=a_sheet("Une"), b=a_sheet("Deux"), c=a_sheet("Trois"), d=a_sheet("Quatre"))
    )
    office.match(first, model_name="Nos fiches")
    office.launch(first)
    edited, published = ActionSheet.objects.get(title="Deux"), ActionSheet.objects.get(title="Trois")
    edited.save_revision(user=office.person)
    published.get_latest_revision().publish()
    new = {name: a_sheet(title, "Autrement.") for name, title in (("a", "Une"), ("b", "Deux"), ("c", "Trois"))}
    again = office.deposit(fiches_zip=in_a_zip(**new, d=a_sheet("Quatre")))
    assert "« Nos fiches »" in office.page(again)
    office.match(again)
    assert again.report["counts"] == {"changed": 1, "kept": 2, "unchanged": 1}
    office.launch(again)
    assert again.report["totals"] == [["mises à jour", 1], ["inchangées", 1], ["laissées à leur auteur", 2]]
    assert "Autrement." in ActionSheet.objects.get(title="Une").get_latest_revision_as_object().steps
    assert "Autrement." not in ActionSheet.objects.get(title="Deux").get_latest_revision_as_object().steps
    office.post(first, "annuler")
    assert set(ActionSheet.objects.values_list("title", flat=True)) == {"Une", "Deux", "Trois"}
    assert Correspondence.objects.count() == 1


def test_look_alikes_are_flagged_and_left_aside_on_demand(office: Office) -> None:
    run = office.deposit(a_docx=a_sheet("Préparer le trajet"), b_docx=a_sheet("Préparer un trajet"))
    office.match(run)
    page = office.page(run)
    assert "Ressemble à « Préparer le trajet »" in page
    key = page.split('name="skip" value="')[
        2 if page.index("Préparer un") > page.index(">Préparer le trajet<") else 1
    ].split('"')[0]
    office.launch(run, skip=[key])
    assert ActionSheet.objects.count() == 1


def test_an_import_killed_in_the_middle_ends_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    run = office.deposit(fiches_zip=in_a_zip(**{f"f{n}": a_sheet(f"Fiche {n} du bureau") for n in range(4)}))
    office.match(run)
    monkeypatch.setattr("fichesactions.desk.writing.BATCH", 2)
    real, calls = writing.Writing._create, []

    def dies(self: Any, composed: Any) -> None:
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        real(self, composed)

    monkeypatch.setattr(writing.Writing, "_create", dies)
    with pytest.raises(KeyboardInterrupt):
        office.launch(run)
    assert ActionSheet.objects.count() == 2
    from outbox.worker import recover_lost_leases

    recover_lost_leases()
    office.work()
    run.refresh_from_db()
    assert (run.stage, run.report["totals"]) == ("done", [["créées", 4]])
    assert (ActionSheet.objects.count(), SiteImage.objects.filter(description="Le plan du trajet").count()) == (4, 1)
    office.post(run, "annuler")
    assert not ActionSheet.objects.exists()
    assert not SiteImage.objects.filter(description="Le plan du trajet").exists()


def test_a_button_pressed_twice_imports_once(office: Office) -> None:
    run = office.deposit(a_docx=a_sheet())
    office.match(run)
    stale = ImportRun.objects.get(pk=run.pk)
    office.launch(run)
    with pytest.raises(actions.NotNowError):
        actions.launch(run=stale, options={}, skipped=[])
    assert office.client.post(f"{run.get_absolute_url()}lancer/", {"parent": 1, "submit": "no"}).status_code in {
        200,
        302,
    }
    assert ActionSheet.objects.count() == 1


def test_the_page_of_an_import_says_when_nobody_works_on_it(office: Office) -> None:
    office.work, work = lambda: 0, office.work
    run = office.deposit(**{"頁" * 90 + "_docx": a_sheet()})
    assert "arrêté ou très chargé" not in office.page(run)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=3))
    assert "arrêté ou très chargé" in office.page(run)
    work()
    office.work = work
    run.refresh_from_db()
    office.match(run)
    with one_at_a_time("import_sheets"):
        office.launch(run)
    assert (run.stage, "Un autre import est en cours" in run.problem) == (Stage.READY, True)
    office.launch(run)
    office.post(run, "mots")  # From an old page, when the files are gone.
    assert run.stage == Stage.DONE


def test_a_work_that_stumbles_says_that_it_will_begin_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    run = office.deposit(a_docx=a_sheet())
    office.match(run)
    with monkeypatch.context() as broken:
        broken.setattr(writing.Writing, "take", lambda *args: 1 / 0)
        office.launch(run)
    assert "reprendra de lui-même" in office.page(run)
    DBTaskResult.objects.update(run_after=timezone.now())
    office.work()
    run.refresh_from_db()
    assert (run.stage, run.problem) == (Stage.DONE, "")


def test_more_files_than_the_desk_takes_is_said(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES > forms.MOST_FILES
    monkeypatch.setattr(forms, "MOST_FILES", 1)
    sent = [SimpleUploadedFile(f"{n}.docx", b"x") for n in range(2)]
    answer = office.client.post("/admin/importer/", {"desk": "sheet", "brought": sent, "key": str(uuid4())})
    assert "Plus de 1 fichiers" in answer.content.decode()
    answer = office.client.post("/admin/importer/", {"desk": "sheet", "key": str(uuid4())})
    assert "Choisissez au moins un fichier." in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_the_front_page_lists_the_imports_of_ones_own_desks(office: Office) -> None:
    for desk in ("sheet", "offer"):
        ImportRun.objects.create(desk=desk, name=f"{desk}.zip", by=office.person)
    panel = last_imports(office.person, None, {})
    assert panel is not None
    assert [run.desk for run in panel.context["runs"]] == ["sheet"]
    assert last_imports(AnonymousUser(), None, {}) is None


def test_the_desk_is_for_those_who_may_write_and_a_run_for_whose_it_is(
    office: Office, work: Callable[[], int], client: Client
) -> None:
    run = office.deposit(a_docx=a_sheet())
    assert client.get("/admin/importer/").status_code == 302
    front = office.client.get("/admin/importer/").content.decode()
    assert "Fiches actions" in front
    assert "Services et structures" not in front
    assert office.client.get("/admin/importer/modeles/offer.xlsx").status_code == 404
    template = office.client.get("/admin/importer/modeles/sheet.xlsx")
    assert zipfile.ZipFile(BytesIO(template.content)).namelist()
    colleague = Office(work, "collegue@exemple.test")
    assert "entre les mains de Nadia" in colleague.page(run)
    assert colleague.client.post(f"{run.get_absolute_url()}abandonner/").status_code == 404
    member = Client()
    member.force_login(person("membre@exemple.test"))
    assert member.get(run.get_absolute_url()).status_code in {302, 404}
    office.post(run, "abandonner")
    assert (run.stage, run.folder.exists()) == (Stage.STOPPED, False)


def test_hostile_files_are_told_and_the_others_are_read(office: Office) -> None:
    entity = files.zipped({"word/document.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'})
    hidden = files.zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16")})
    bomb = files.zipped({"word/document.xml": b" " * 3_000_000})
    deep = files.writer("<text:section>" * 500 + "<text:p>Au fond</text:p>" + "</text:section>" * 500)
    run = office.deposit(
        fiches_zip=files.zipped(
            {
                "../../etc/bonne.docx": a_sheet(),
                "entites.docx": entity,
                "entites16.docx": hidden,
                "bombe.docx": bomb,
                "faux.docx": b"bonjour",
                "profond.odt": deep,
                "~$ouvert.docx": b"x",
                "vide.csv": b"\n\n",
                "nul.csv": b"\0\0\0",
                "dedans.zip": b"PK",
            }
        ),
        cassee_zip=b"PK\x03\x04 rien",
    )
    assert run.found["count"] == 1
    assert len(run.found["refused"]) == 8
    assert all(sentence.startswith("« ") and sentence.endswith(".") for sentence in run.found["refused"])
    assert {path.name for path in run.folder.parent.iterdir()} == {str(run.pk)}
