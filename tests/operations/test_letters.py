"""Letters of the demonstration: files that anyone on that machine can read, and nothing else of the disk."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from pytest_django import Settings

from operations.letters import erase_letters_to, letter, letters


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEBUG = True


def send(subject: str, text: str, to: str = "nadia@demo.test", html: str = "") -> None:
    message = EmailMultiAlternatives(
        subject, text, to=[to], connection=get_connection("operations.letters.LetterFiles")
    )
    if html:
        message.attach_alternative(html, "text/html")
    assert message.send() == 1


def test_a_letter_is_one_eml_file_that_reads_back(tmp_path: Path) -> None:
    send("Votre fiche est publiée", "Bonjour Nadia,\nà bientôt.", html="<p>Bonjour</p>")
    [file] = (tmp_path / "mail").iterdir()
    assert file.suffix == ".eml"
    [read] = letters()
    assert (read.subject, read.to) == ("Votre fiche est publiée", "nadia@demo.test")
    assert read.text.splitlines() == ["Bonjour Nadia,", "à bientôt."]


@pytest.mark.django_db
def test_the_demonstration_shows_letters_escaped(demo: None, client: Client) -> None:
    send("<b>Gras</b>", "<script>alert(1)</script> http://127.0.0.1/lien")
    page = client.get("/demo/courriers/").content.decode()
    assert "&lt;b&gt;Gras&lt;/b&gt;" in page
    page = client.get(f"/demo/courriers/{letters()[0].name}/").content.decode()
    assert "<script>alert" not in page
    assert 'href="http://127.0.0.1/lien"' in page


@pytest.mark.django_db
def test_production_has_no_such_page(client: Client) -> None:
    send("Un courrier", "texte")
    assert client.get("/demo/courriers/").status_code == 404
    assert client.get(f"/demo/courriers/{letters()[0].name}/").status_code == 404


@pytest.mark.parametrize(
    "name", ["../secret.eml", "..%2Fsecret.eml", "%2e%2e/secret.eml", "lien.eml", ".", "autre.txt"]
)
@pytest.mark.django_db
def test_no_name_leads_out_of_the_folder(demo: None, client: Client, tmp_path: Path, name: str) -> None:
    send("Un courrier", "texte")
    (tmp_path / "secret.eml").write_text("Subject: secret\n\nclef")
    (tmp_path / "mail" / "lien.eml").symlink_to(tmp_path / "secret.eml")
    (tmp_path / "mail" / "autre.txt").write_text("clef")
    assert letter(name) is None
    response = client.get(f"/demo/courriers/{name}/")
    assert response.status_code != 200 or b"clef" not in response.content
    assert len(letters()) == 1


def test_letters_to_someone_are_erased_and_the_others_stay() -> None:
    send("À Nadia", "texte")
    send("À Sonia", "texte", to="sonia@demo.test")
    assert erase_letters_to("NADIA@demo.test") == 1
    assert [one.subject for one in letters()] == ["À Sonia"]


def test_letters_to_a_longer_address_are_not_theirs() -> None:
    send("À Luc", "texte", to="Luc <Luc@demo.test>")
    send("À Jean-Luc", "texte", to="jeanluc@demo.test")
    send("À quelqu’un qui en porte le nom", "texte", to='"luc@demo.test" <autre@demo.test>')
    assert erase_letters_to("luc@demo.test") == 1
    assert {one.subject for one in letters()} == {"À Jean-Luc", "À quelqu’un qui en porte le nom"}
