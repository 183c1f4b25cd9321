"""Forms in by way of a look at what became of them; forms, words and paper out."""

import csv
import io
import random
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

import survey_defs
from shopper.extensions import db
from shopper.models import QuestionSet, QuestionSetVersion, UploadedForm, VersionState
from tests.support.builders import make_person, make_version
from tests.support.pages import ORIGIN

FORM = "main form.form"
SURVEY = [
    ["type", "name", "label::English (en)", "relevant", "calculation"],
    ["begin_group", "door", "At the door", "", ""],
    ["select_one yes_no", "greeted", "Were you greeted?", "", ""],
    ["text", "words", "What was said?", "${greeted} = 'yes'", ""],
    ["end_group", "", "", "", ""],
    ["calculate", "twice", "", "", "2 * 2"],
    ["begin_group", "out", "On the way out", "", ""],
    ["integer", "minutes_waited", "How many minutes did you wait?", "", ""],
    ["end_group", "", "", "", ""],
]
CHOICES = [["list_name", "name", "label::English (en)"], ["yes_no", "yes", "Yes"], ["yes_no", "no", "No"]]
SETTINGS = [["form_title", "form_id"], ["At the door", "at_the_door"]]


def xlsx(survey=SURVEY) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in (("survey", survey), ("choices", CHOICES), ("settings", SETTINGS)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_picture(size: int) -> bytes:
    """The form with a picture in it that no packing makes smaller."""
    made = io.BytesIO(xlsx())
    with zipfile.ZipFile(made, "a") as book:
        book.writestr("xl/media/photo.jpeg", random.Random(7).randbytes(size))
    return made.getvalue()


def send(browser, content: bytes, name="door.xlsx", expect=200):
    return browser.get("question_sets.upload").submit(FORM, expect=expect, file=(BytesIO(content), name))


def drafts(house) -> list[QuestionSetVersion]:
    made = db.session.query(QuestionSetVersion).join(QuestionSet)
    return list(made.filter(QuestionSet.client_id == house.client.id, QuestionSet.slug != "short"))


def cells(page, sheet: str) -> dict[int, list[str]]:
    """The rows of a side-by-side, by the number of the row in the form."""
    rows = page.select(f"#h-{sheet} ~ details tbody tr")
    return {int(row.th.get_text()): [cell.get_text() for cell in row.select("td")] for row in rows}


def test_a_form_is_looked_at_before_anything_is_saved(house, as_):
    page = send(as_(house.asha), xlsx())
    assert "Nothing is saved yet" in page.text
    assert drafts(house) == []
    rows = cells(page, "survey")
    assert sorted(rows) == list(range(2, len(SURVEY) + 1)), "every row of the sheet stands there"
    assert rows[3][1] == "Were you greeted? (yes or no)"
    assert "select_one" in rows[3][0]
    assert rows[2][1] == "Touchpoint “At the door”"
    left_out = [number for number, row in rows.items() if row[1].startswith("left out")]
    assert left_out == [6]
    assert "A calculation asks nobody" in rows[6][1]
    lost = page.select(".section details, section details")[0].get_text()
    assert "Left out" in lost
    assert "survey 6" in lost
    assert "Score" not in page.select("h1")[0].get_text()


def test_saving_makes_a_draft_of_just_that(house, as_):
    page = send(as_(house.asha), xlsx()).submit(FORM)
    assert "Saved as a draft" in page.text
    (version,) = drafts(house)
    assert version.state == VersionState.DRAFT
    expected = survey_defs.read_form(xlsx(), "door.xlsx").question_set
    assert version.checksum == survey_defs.checksum(expected)


def test_a_form_that_meets_a_set_of_its_name_says_so_first(house, as_):
    browser = as_(house.asha)
    send(browser, xlsx()).submit(FORM)
    assert "It becomes the draft of “At the door”" in send(browser, xlsx()).text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.xlsx", "Choose a file, or paste"),
        (b"PK\x03\x04 no archive", "broken.xlsx", "damaged"),
        (b"%PDF-1.7 form", "form.pdf", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "form.png", "This is a picture"),
        (b"<html></html>", "form.xls", "web page or XML"),
        (b"nothing,of,the,kind\n1,2,3,4\n", "form.csv", ""),
        (xlsx([SURVEY[0]]), "nothing.xlsx", ""),
        (xlsx([*SURVEY[:3], ["select_one nowhere", "lost", "Which?", "", ""], *SURVEY[3:]]), "list.xlsx", ""),
        (xlsx(SURVEY[:-1]), "open.xlsx", ""),
    ],
    ids=["empty", "archive", "pdf", "png", "html", "no-form", "no-question", "no-list", "open-group"],
)
def test_what_cannot_be_read_comes_back_in_words_and_nothing_is_kept(house, as_, content, name, words):
    page = send(as_(house.asha), content, name, expect=400)
    assert words in page.text
    assert page.select(".lint li") or words.startswith("Choose")
    assert drafts(house) == []
    assert db.session.query(UploadedForm).count() == 0


def test_a_workbook_is_a_form_whatever_its_name_ends_in(house, as_):
    assert "Nothing is saved yet" in send(as_(house.asha), xlsx(), "door.yaml").text


def send_large(browser, content: bytes):
    """A multipart body made here, so that no temporary file of the test client is left open."""
    fields = {
        name: str(value) for name, value in browser.get("question_sets.upload").form(FORM).items() if value
    }
    file = FileStorage(BytesIO(content), "door.xlsx", "file")
    boundary, body = encode_multipart({**fields, "file": file})
    kind = f"multipart/form-data; boundary={boundary}"
    headers = {"Origin": ORIGIN, "Referer": f"{ORIGIN}/"}
    address = "/question-sets/upload"
    return browser.http.post(address, data=body, content_type=kind, headers=headers, follow_redirects=True)


def test_a_form_larger_than_a_page_is_taken_and_more_is_refused_whole(house, as_):
    browser = as_(house.asha)
    assert "Nothing is saved yet" in send_large(browser, with_picture(2_000_000)).text
    refused = send_large(browser, b"PK" + b"\0" * 10_500_000)
    assert (refused.status_code, "larger than 10 MB" in refused.text) == (400, True)
    whole = send_large(browser, b"\0" * 11_500_000)
    assert (whole.status_code, "a form in a sheet 10 MB" in whole.text) == (413, True)


def test_only_its_sender_opens_a_form(house, as_):
    send(as_(house.asha), xlsx())
    form = db.session.query(UploadedForm).one()
    other = make_person("Second admin", ("admin", house.client))
    as_(other).get("question_sets.check_form", form_id=form.id, expect=404)


def where(version) -> dict[str, int]:
    return {"set_id": version.question_set_id, "number": version.number}


def test_the_form_that_goes_out_comes_back_as_the_same_set(house, as_):
    source = survey_defs.library()["restaurant"].read_text("utf-8")
    version, browser = make_version(house.client, source), as_(house.asha)
    answer = browser.http.get(f"/question-sets/{version.question_set_id}/versions/1.xlsx")
    assert answer.headers["Content-Disposition"] == "attachment; filename=restaurant-1.xlsx"
    made = survey_defs.read_form(answer.data, "restaurant-1.xlsx")
    assert survey_defs.checksum(made.question_set) == version.checksum


def test_csv_goes_in_too(house, as_):
    rows = [["survey", *SURVEY[0]], *(["", *row] for row in SURVEY[1:])]
    rows += [["choices", *CHOICES[0]], *(["", *row] for row in CHOICES[1:])]
    made = io.StringIO()
    csv.writer(made).writerows([list(row) for row in rows])
    page = send(as_(house.asha), made.getvalue().encode(), "door.csv")
    assert "Were you greeted? (yes or no)" in page.text


def test_on_paper_every_question_stands_in_order_with_its_answers(house, as_):
    shop = survey_defs.shipped("coffee-shop")
    version = make_version(house.client, survey_defs.library()["coffee-shop"].read_text("utf-8"))
    page = as_(house.asha).get("question_sets.on_paper", **where(version))
    asked = [one.select_one("b").get_text() for one in page.select(".ask")]
    assert asked == [survey_defs.say(one.text) for one in shop.by_key.values()]
    numbers = [int(one["value"]) for one in page.select(".ask[value]")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert page.text.count("Only if “") >= len(shop.conditions)
    assert "Does not apply" in page.text
    assert page.select(".write"), "lines to write on"


def test_on_paper_in_another_language(house, as_):
    version = make_version(house.client, survey_defs.library()["coffee-shop"].read_text("utf-8"))
    browser = as_(house.asha)
    page = browser.get("question_sets.on_paper", **where(version), language="fr")
    shop = survey_defs.shipped("coffee-shop")
    assert page.select(".paper[lang=fr]")
    assert survey_defs.say(shop.touchpoints[0].title, "fr") in page.text
    assert "Sans objet" in page.text
    assert "Question sets" in page.text, "the page around it stays in the reader's language"
    other = browser.get("question_sets.on_paper", **where(version), language="xx")
    assert survey_defs.say(shop.touchpoints[0].title, "en") in other.text
