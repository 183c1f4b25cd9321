"""`flask --app wsgi sets …` on the terminal."""

import json

import pytest

import survey_defs
from shopper.extensions import db
from shopper.models import QuestionSetVersion, VersionState
from tests.support.builders import BEST, SHORT_SET

NEXT = SHORT_SET.replace("Did anyone greet you?", "Were you greeted?")


@pytest.fixture
def sets(app, tmp_path):
    """`sets("lint", "x.yaml")` runs a command where `files` were written; names are taken from there."""
    runner = app.test_cli_runner()

    def run(*words: str, **files: str | bytes):
        for name, content in files.items():
            path = tmp_path / name.replace("_", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        known = [str(tmp_path / word) if word.endswith((".yaml", ".json")) else word for word in words]
        return runner.invoke(args=["sets", *known])

    return run


def test_a_clean_set_ends_with_0(sets):
    result = sets("lint", "a.yaml", a_yaml=survey_defs.library()["coffee-shop"].read_text())
    assert (result.exit_code, "is clean" in result.output) == (0, True)


def test_lint_errors_end_with_2_and_name_place_and_rule(sets):
    bad = SHORT_SET.replace("na: false, critical: {at: 60, below: 1}", "na: true")
    result = sets("lint", "a.yaml", a_yaml=bad)
    assert result.exit_code == 2
    assert "S03 error" in result.output


def test_warnings_only_end_with_1(sets):
    result = sets("lint", "a.yaml", a_yaml=SHORT_SET.replace("points: 4", "points: 40"))
    assert "S03 warn" in result.output
    assert result.exit_code == 1


def test_a_file_that_does_not_load_is_an_error_with_its_line(sets):
    result = sets("lint", "a.yaml", "--json", a_yaml=SHORT_SET.replace("type: duration", "type: durationn"))
    (found,) = json.loads(result.output)
    assert (result.exit_code, found["severity"]) == (2, "error")
    assert found["line"] == 1 + SHORT_SET.splitlines().index(
        next(line for line in SHORT_SET.splitlines() if "type: duration" in line)
    )
    assert found["mend"]


def test_a_missing_file_is_told(sets):
    result = sets("lint", "nothing.yaml")
    assert (result.exit_code, "cannot be read" in result.output) == (2, True)


def test_score_prints_the_whole_explanation(sets):
    result = sets("score", "a.yaml", "b.json", a_yaml=SHORT_SET, b_json=json.dumps(BEST))
    assert result.exit_code == 0
    assert json.loads(result.output)["raw"] == "100"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ('{"nothing_like_it": "yes"}', "nothing_like_it: There is no such question"),
        ('{"greeted": 7}', "greeted:"),
        ("[]", "holds no answers"),
        ("{", "is not JSON"),
        ("\xff".encode("latin-1"), "is not JSON"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_bad_answers_are_told_and_end_with_2(sets, answers, words):
    result = sets("score", "a.yaml", "b.json", a_yaml=SHORT_SET, b_json=answers)
    assert (result.exit_code, words in result.output) == (2, True), result.output


def test_import_and_publish(house, sets):
    result = sets("import", "a.yaml", "--client", "alder & pike", a_yaml=NEXT)
    assert "has a draft of version 2" in result.output
    assert "Say in a few words" in sets("publish", "short", "--client", "Alder & Pike").output
    words = ("--note", "Plainer words", "--vouch", "greeting.greeted")
    refused = sets("publish", "short", "--client", "Alder & Pike", *words)
    assert "Missing for: S05:leaving, S07:greeted, S07:thanked" in refused.output
    reasons = (f"--reason={one}=Looked at." for one in ("S05:leaving", "S07:greeted", "S07:thanked"))
    result = sets("publish", "short", "--client", "Alder & Pike", *words, *reasons)
    assert (result.exit_code, "Version 2 of “short” is published" in result.output) == (0, True)
    db.session.rollback()
    found = db.session.query(QuestionSetVersion).filter_by(number=2).one()
    assert (found.state, found.change_note) == (VersionState.PUBLISHED, "Plainer words")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "a.yaml", "--client", "Nobody"), "There is no client “Nobody”"),
        (("import", "b.yaml", "--client", "Alder & Pike"), "cannot be read"),
        (("import", "bad.yaml", "--client", "Alder & Pike"), "Save it as UTF-8"),
        (("import", "a.yaml", "--client", "Alder & Pike"), "This is the same as version 1"),
        (("publish", "nothing", "--client", "Alder & Pike"), "has no question set “nothing”"),
        (("publish", "short", "--client", "Alder & Pike"), "has no draft to publish"),
    ],
)
def test_what_cannot_be_done_is_told_and_ends_with_2(house, sets, words, told):
    result = sets(*words, a_yaml=SHORT_SET, bad_yaml=SHORT_SET.replace("Short", "Ü").encode("latin-1"))
    assert (result.exit_code, told in result.output) == (2, True), result.output
    assert db.session.query(QuestionSetVersion).count() == 1
