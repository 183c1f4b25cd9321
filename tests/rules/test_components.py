"""The macros keep what every page relies on: names, hints and errors that are tied to their control."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template, render_template_string
from flask_wtf import FlaskForm
from jinja2 import TemplateRuntimeError
from sqlalchemy.exc import OperationalError
from wtforms import BooleanField, EmailField, IntegerField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from scoring.figures import Chart
from scoring.figures.theme import layout
from shopper.extensions import db
from tests.support.builders import House
from tests.support.pages import Client, check_page

FROM_FIELDS = (
    "{% from 'components/fields.html' import text, textarea, radio_rows, checkbox_rows, tick, form_tag %}"
)
EVERY_FIELD = (
    FROM_FIELDS
    + """{% call form_tag(form) %}{{ text(form.email, hint='As on your badge.', autocomplete='username') }}
{{ text(form.count, inputmode='numeric') }}{{ textarea(form.words) }}{{ radio_rows(form.verdict, apart=['reject']) }}
{{ checkbox_rows(form.regions) }}{{ tick(form.told) }}{% endcall %}"""
)
FROM_CONTROLS = "{% from 'components/controls.html' import rows, line, area, units %}"
YES_NO = "[('yes', 'Yes'), ('no', 'No')], [('nobody', 'Nobody did'), ('na', 'Does not apply')]"


class Sample(FlaskForm):
    email = EmailField(
        "E-mail", validators=[DataRequired("Write your e-mail, for example dev@example.test.")]
    )
    count = IntegerField("Visits per branch")
    words = TextAreaField("Words")
    verdict = RadioField(
        "Decision",
        choices=[
            SelectChoice("accept", "Accept"),
            SelectChoice("ask", "Ask"),
            SelectChoice("reject", "Reject"),
        ],
        validators=[DataRequired("Choose what happens.")],
    )
    regions = SelectMultipleField(
        "Regions", choices=[SelectChoice(1, "North"), SelectChoice(2, "South")], coerce=int
    )
    told = BooleanField("Told the team")


@pytest.fixture
def draw(app: Flask):
    """Render a piece of a template as a page would, with a fresh request."""

    def drawn(source: str, **values) -> BeautifulSoup:
        with app.test_request_context():
            if values.pop("form", None):
                values["form"] = Sample(data=values.pop("data", None))
                if values.pop("judged", False):
                    values["form"].validate()
            return BeautifulSoup(render_template_string(source, **values), "html.parser")

    return drawn


def test_every_field_has_a_label_and_every_description_exists(draw):
    page = draw(EVERY_FIELD, form=True, judged=True)
    page.append(BeautifulSoup("<title>t</title><h1>t</h1>", "html.parser"))
    check_page(page)


def test_an_error_is_tied_to_its_field_and_told_once_above(draw):
    page = draw(EVERY_FIELD, form=True, judged=True)
    email = page.find(id="email")
    assert email["aria-invalid"] == "true"
    assert email["aria-describedby"].split() == ["email-hint", "email-error"]
    assert "Write your e-mail" in page.find(id="email-error").text
    links = [a["href"] for a in page.select("#problems a")]
    assert links == ["#email", "#verdict-0"]
    assert all(page.find(id=link[1:]).name == "input" for link in links)


def test_a_form_without_errors_says_nothing_of_errors(draw):
    page = draw(EVERY_FIELD, form=True)
    assert not page.select("#problems, .wrong, [aria-invalid]")


def test_what_was_sent_stands_in_the_form_again(draw):
    data = {"email": "dev@example", "count": 7, "words": "“Ça va”\n<b>", "verdict": "reject", "regions": [2]}
    page = draw(EVERY_FIELD, form=True, judged=True, data=data)
    assert page.find(id="email")["value"] == "dev@example"
    assert page.find(id="count")["value"] == "7"
    assert page.find(id="words").text.strip() == "“Ça va”\n<b>"
    assert [box["value"] for box in page.select("input:checked, input[checked]")] == ["reject", "2"]


def test_a_number_has_figures_for_keys_and_no_spinner(draw):
    count = draw(EVERY_FIELD, form=True).find(id="count")
    assert (count["type"], count["inputmode"]) == ("text", "numeric")


def test_an_option_set_apart_stands_in_its_own_frame(draw):
    page = draw(EVERY_FIELD, form=True)
    assert [box["value"] for box in page.select("#verdict .rows-apart input")] == ["reject"]


def test_a_question_comes_with_nothing_chosen_and_nothing_to_clear(draw):
    page = draw(
        FROM_CONTROLS + f"{{{{ rows('Were you greeted?', {YES_NO}, name='greeted', clear='Clear answer') }}}}"
    )
    assert not page.select("[checked], .choice-foot:not([hidden])")
    assert len(page.select("input[name=greeted]")) == 4


@pytest.mark.parametrize("value", ["no", "na"])
def test_a_chosen_answer_can_be_cleared(draw, value):
    page = draw(
        FROM_CONTROLS
        + f"{{{{ rows('Were you greeted?', {YES_NO}, name='greeted', value=v, clear='Clear answer') }}}}",
        v=value,
    )
    assert [box["value"] for box in page.select("[checked]")] == [value]
    button = page.select_one("button")
    assert (button["name"], button["value"]) == ("clear", "greeted")
    assert "Were you greeted?" in button.text


def test_numbers_count_as_the_values_they_are(draw):
    source = (
        FROM_CONTROLS
        + "{{ rows('How likely?', [(0, 'Not at all'), (1, 'A little')], name='likely', value=v) }}"
    )
    assert [box["value"] for box in draw(source, v=0).select("[checked]")] == ["0"]
    assert not draw(source, v=None).select("[checked]")


def test_the_sprite_holds_what_the_page_shows_and_no_more(app: Flask):
    source = "{% from 'components/icons.html' import icon, sprite %}{{ icon('saved') }}{{ icon('m-stop') }}{{ sprite() }}"
    for _again in range(2):  # a second page does not carry the icons of the first
        with app.test_request_context():
            page = BeautifulSoup(render_template_string(source), "html.parser")
        assert [s["id"] for s in page.select("symbol")] == ["i-m-stop", "i-saved"]
        assert {u["href"] for u in page.select("use")} == {"#i-m-stop", "#i-saved"}


def test_a_page_without_a_title_does_not_render(app: Flask):
    with app.test_request_context(), pytest.raises(TemplateRuntimeError, match="title"):
        render_template_string("{% extends 'layouts/desk.html' %}{% block main %}<h1>x</h1>{% endblock %}")


def test_one_status_region_with_and_without_a_bar(draw):
    start = "{% extends 'layouts/phone.html' %}{% block title %}t{% endblock %}"
    bar = "{% from 'components/page.html' import bar %}{% block main %}{% call bar('saved', 'Saved') %}{% endcall %}{% endblock %}"
    for source in (start + bar, start + "{% block main %}<h1>t</h1>{% endblock %}"):
        assert len(draw(source).select("[role=status]")) == 1


def test_pocket_mode_shows_nothing_of_us(draw):
    page = draw("{% extends 'layouts/pocket.html' %}{% block main %}<h1>Thursday</h1>{% endblock %}")
    assert page.title.text == "List"
    assert page.select_one("link[rel=icon]")["href"] == "data:,"
    said = page.get_text(" ").lower() + " ".join(str(tag.attrs) for tag in page.select("body *")).lower()
    assert not [word for word in ("last inch", "mystery", "audit", "shopper", "visit") if word in said]


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 429, 500])
def test_a_failure_is_a_page_with_a_way_on(app: Flask, status):
    with app.test_request_context():
        page = BeautifulSoup(
            render_template(
                "errors/error.html", status=status, title="There is nothing here", words="Start again."
            ),
            "html.parser",
        )
    check_page(page)
    assert "Start again." in page.text
    assert page.select_one("main a.button")["href"] == "/"


def test_a_figure_brings_its_table_and_its_words(draw):
    axes = layout(100, {"l": 8, "r": 8, "t": 8, "b": 8}, {"range": [0, 1]}, {"range": [0, 100]})
    chart = Chart({"data": [], "layout": axes}, ("Month", "Score"), (("July", 81),), "A line")
    page = draw(
        "{% from 'components/figure.html' import chart %}{{ chart('f', 'Normal ups and downs', c, 'Mean, n = 9', '/x.csv') }}",
        c=chart,
    )
    assert page.select_one("[role=img]")["aria-label"] == "A line"
    assert [cell.text for cell in page.select("details tbody tr > *")] == ["July", "81"]
    assert page.select_one("details td")["class"] == ["num"]
    assert [way["href"] for way in page.select("a.more")] == ["/x.csv", "/x.xlsx"]
    assert page.select_one("section")["aria-labelledby"] == page.select_one("h2")["id"]


def test_a_failure_page_needs_no_database(app: Flask, house: House, monkeypatch: pytest.MonkeyPatch):
    """Somebody who is signed in is told so calmly even when the database is away."""
    browser = Client(app, house.chloe)
    db.session.remove()

    def away(*_args: object, **_options: object) -> None:
        raise OperationalError("select", {}, Exception("the database is away"))

    monkeypatch.setattr(db.session, "execute", away)
    monkeypatch.setattr(db.session, "scalars", away)
    monkeypatch.setattr(db.session, "get", away)
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = browser.http.get("/visits")
    assert answer.status_code == 500
    check_page(BeautifulSoup(answer.get_data(as_text=True), "html.parser"))
