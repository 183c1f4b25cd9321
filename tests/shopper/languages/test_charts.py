"""What Plotly writes by itself is in the language of the page."""

from __future__ import annotations

from flask_babel import force_locale

from shopper.languages.charts import chart_language


def test_plotly_is_told_how_french_writes_numbers_and_months(app):
    with app.test_request_context(), force_locale("fr"):
        told = chart_language()
    assert (told["moduleType"], told["name"]) == ("locale", "fr")
    assert (told["format"]["decimal"], told["format"]["thousands"]) == (",", "\u202f")
    assert told["format"]["months"][10] == "novembre"
    assert told["format"]["shortMonths"][10] == "nov."
    assert (told["format"]["days"][0], told["format"]["days"][1]) == ("dimanche", "lundi")


def test_and_english_its_own(app):
    with app.test_request_context(), force_locale("en"):
        told = chart_language()["format"]
    assert (told["decimal"], told["thousands"], told["months"][0], told["days"][6]) == (
        ".", ",", "January", "Saturday",
    )  # fmt: skip
