import pytest
from django import forms

from skolespor.core import gallery
from skolespor.core.templatetags import house_forms
from skolespor.core.tests.drawing import Html, drawn

FORM = '<c-form :form="form" submit="Gem" cancel="/" />'


class Needs(forms.Form):
    one = forms.CharField(label="En")
    two = forms.CharField(label="To", required=False)
    three = forms.CharField(label="Tre", required=False)


class AllNeeded(forms.Form):
    one = forms.CharField(label="En")
    two = forms.CharField(label="To")


def test_only_the_fewest_are_marked():
    assert [house_forms.marking(field) for field in Needs()] == ["required", "", ""]
    assert [house_forms.marking(field) for field in AllNeeded()] == ["", ""]
    marks = [house_forms.marking(field) for field in gallery.GalleryForm().visible_fields()]
    assert marks == [""] * 6 + ["optional"] * 3


def test_a_form_has_labels_hints_and_errors_that_belong_to_their_fields():
    html = Html(drawn(FORM, form=gallery.GalleryForm({"name": "Højvangskolen"})))
    assert set(html.pointers) <= set(html.ids)
    assert "id_words_helptext" in html.pointers
    assert "id_words_error" in html.pointers
    assert ("textarea", "aria-invalid", "true") in html.attributes


def test_the_summary_leads_to_the_fields():
    html = drawn(FORM, form=gallery.GalleryForm({"name": "Højvangskolen"}))
    assert "Der er 5 ting, du skal rette" in html
    assert 'href="#id_words">Hvad siger barnet selv? ' in html


@pytest.mark.parametrize("name", ["shared", "tell"])
def test_the_summary_leads_to_the_first_choice(name):
    text = drawn(FORM, form=gallery.GalleryForm({}))
    assert f'href="#id_{name}_0"' in text
    assert f"id_{name}_0" in Html(text).ids


def test_a_date_says_how_to_write_it():
    html = drawn("{{ form.held_on }}", form=gallery.GalleryForm())
    assert 'aria-describedby="id_held_on_format id_held_on_helptext"' in html
    assert "dd-mm-åååå" in html


def test_a_choice_can_explain_itself():
    html = drawn("{{ form.shared }}", form=gallery.GalleryForm())
    assert 'id="id_shared_0_hint">Ingen andre får det at vide.' in html
    assert 'aria-describedby="id_shared_0_hint"' in html


def test_an_error_is_text_and_never_code():
    form = Needs({})
    form.add_error("two", "<script>alert(1)</script>")
    form.add_error(None, "<b>fed</b>")
    html = drawn(FORM, form=form)
    assert "<script" not in html
    assert "<b>" not in html


def test_a_form_with_a_draft_says_where_it_is_kept():
    html = drawn('<c-form :form="form" draft-url="/kladde/" />', form=Needs())
    assert 'data-draft-url="/kladde/"' in html
    assert 'aria-live="polite"' in html


def test_a_field_can_be_asked_in_other_words():
    html = drawn('<c-field :field="form.one" label="Hvad hedder du?" />', form=Needs())
    assert "Hvad hedder du?" in html
    assert "En<" not in html
