"""Components say what they are given, to everyone, and nothing more."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django_cotton.compiler_regex import CottonCompiler

from cards.kinds import Card, Mark
from cards.refs import Ref
from cards.words import number
from ui.templatetags.ui import initials

CARD = Card(
    ref=Ref("sheet", "42"),
    title="Faire <le> trajet",
    url="/fiches-actions/trajet/",
    kind_label="Fiche action",
    icon="sheet",
    summary="Résumé & suite",
    facts=("Dison", "Gratuit"),
    freshness="Vérifiée hier",
    freshness_state="ok",
    marks=(Mark("mobility", "Mobilité"),),
)


def render(source: str, **context: object) -> str:
    return Template(CottonCompiler().process(source)).render(Context(context))


def test_an_item_shows_its_card_as_text_only() -> None:
    page = render('<c-item :card="card" />', card=CARD)
    assert '<h3><a href="/fiches-actions/trajet/">Faire &lt;le&gt; trajet</a></h3>' in page
    assert "<p>Résumé &amp; suite</p>" in page
    for words in ("Fiche action", "Vérifiée hier", "Dison", "Gratuit", "Mobilité"):
        assert words in page


def test_an_item_shows_the_excerpt_a_search_marked() -> None:
    page = render('<c-item :card="card" :excerpt="excerpt" />', card=CARD, excerpt=mark_safe("un <mark>mot</mark>"))
    assert "<p>un <mark>mot</mark></p>" in page
    assert "Résumé" not in page


def test_a_component_does_not_pick_up_what_the_page_calls_by_the_same_name() -> None:
    page = render('<c-item :card="card" />', card=CARD, title="Titre de la page", excerpt="autre")
    assert "Titre de la page" not in page
    assert "autre" not in page


def test_what_is_not_known_of_freshness_is_not_coloured() -> None:
    assert 'class="fresh due"' in render('{% fresh "due" "À revérifier" %}')
    assert "fresh" not in render('{% fresh "" "Jamais vérifiée" %}')
    assert render('{% fresh "" "" %}').strip() == ""


class Sample(forms.Form):
    place = forms.CharField(label="Commune", help_text="Par exemple Heusy.")
    again = forms.ChoiceField(label="Referiez-vous", choices=[("o", "Oui"), ("n", "Non")], widget=forms.RadioSelect)
    contact = forms.BooleanField(label="On peut me contacter", required=False, help_text="Les membres.")


def test_a_field_ties_its_hint_and_its_error_to_the_control() -> None:
    page = render('<c-field :field="form.place" />', form=Sample({"place": ""}))
    assert 'id="id_place_helptext"' in page
    assert 'id="id_place_error"' in page
    assert 'aria-describedby="id_place_helptext id_place_error"' in page
    assert 'aria-invalid="true"' in page
    assert page.index('id="id_place_error"') < page.index("<input"), "the error stands above the control"


def test_a_choice_is_a_fieldset_and_a_box_is_followed_by_its_words() -> None:
    choice = render('<c-field :field="form.again" />', form=Sample())
    assert choice.count("<legend>") == 1
    assert choice.count('<label class="choice">') == 2
    box = render('<c-field :field="form.contact" />', form=Sample())
    assert box.index("<input") < box.index("On peut me contacter")
    assert 'aria-describedby="id_contact_helptext"' in box


def test_the_summary_of_errors_leads_to_each_field() -> None:
    page = render('<c-errors :form="form" />', form=Sample({}))
    assert 'href="#id_place"' in page
    assert 'href="#id_again"' in page
    assert render('<c-errors :form="form" />', form=Sample()).strip() == ""


def test_sharing_works_without_script_and_without_third_parties() -> None:
    page = render('<c-share url="https://exemple.be/a/?b=1&c" title="Trajet & suite" />')
    assert "mailto:?subject=Trajet%20%26%20suite&amp;body=https%3A%2F%2Fexemple.be" in page
    assert page.count("<li hidden>") == 3, "what needs a script is hidden until the script is there"
    assert "http" not in page.replace("https%3A", "").replace('data-share-url="https', "")


@pytest.mark.parametrize(
    ("name", "letters"), [("Luc Fagnoul", "LF"), ("Jean de la Haye", "JH"), ("Sonia", "S"), ("", ""), ("  ", "")]
)
def test_initials_stand_for_a_face(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_thousands_are_told_as_french_does() -> None:
    assert [number(count) for count in (0, 999, 2035, 1234567)] == ["0", "999", "2\u202f035", "1\u202f234\u202f567"]
