"""Publishing: a gate, then for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import survey_defs
from shopper.extensions import db
from shopper.models import AuditEvent, QuestionSetVersion, VersionState
from shopper.question_sets import commands
from shopper.question_sets.outline import finish_shares
from shopper.troubles import Refused
from tests.support.builders import SHORT_SET

NEXT = SHORT_SET.replace("Did anyone greet you?", "Were you greeted?")
NO_POINTS_AT_THE_END = SHORT_SET.replace("na: false, critical: {at: 60, below: 1}", "na: true")
HALF_FRENCH = SHORT_SET.replace("slug: short", "slug: short\nlanguages: [en, fr]")


def draft(house, source=NEXT) -> QuestionSetVersion:
    return commands.save_draft(house.client, commands.read(source, "test"), by=house.asha)


def open_draft(browser, version):
    return browser.get("question_sets.version", set_id=version.question_set_id, number=version.number)


def test_a_draft_is_published_with_a_note_and_never_changes(house, as_):
    version, browser = draft(house), as_(house.asha)
    page = open_draft(browser, version).submit("main form.form", note="Plainer words")
    assert "Version 2 is published" in page.text
    assert "What changed in this one: Plainer words" in page.text
    assert not page.select("main form.form")
    assert version.state == VersionState.PUBLISHED
    assert version.published_at is not None
    assert version.checksum == survey_defs.checksum(survey_defs.load_question_set(NEXT))
    later = draft(house, NEXT.replace("Were you greeted?", "Did somebody greet you?"))
    assert (later.number, later.id != version.id) == (3, True)
    assert "Were you greeted?" in version.source


def test_the_first_version_needs_no_note_and_the_second_does(house, as_):
    first = draft(house, NEXT.replace("slug: short", "slug: first"))
    open_draft(as_(house.asha), first).submit("main form.form")
    assert first.state == VersionState.PUBLISHED
    second = draft(house)
    page = open_draft(as_(house.asha), second).submit("main form.form", expect=422, note="  ")
    assert "Say in a few words what changed" in page.text
    assert second.state == VersionState.DRAFT


def test_lint_errors_close_the_gate(house, as_):
    version, browser = draft(house, NO_POINTS_AT_THE_END), as_(house.asha)
    page = open_draft(browser, version)
    assert page.select(".lint .code")[0].get_text() == "S03"
    assert "Not yet." in page.text
    fields = {"checksum": version.checksum, "note": "Try anyway"}
    where = {"set_id": version.question_set_id, "number": version.number}
    assert (
        "has errors, so it cannot be published"
        in browser.post("question_sets.version", fields, **where, expect=422).text
    )
    assert version.state == VersionState.DRAFT


def test_a_language_half_written_closes_the_gate(house, as_):
    version = draft(house, HALF_FRENCH)
    page = open_draft(as_(house.asha), version)
    assert "The words in “fr” are missing" in page.text
    with pytest.raises(Refused, match="Some words are missing in fr"):
        commands.publish(version, checksum=version.checksum, note="French", by=house.asha)


def test_a_draft_that_was_replaced_meanwhile_is_looked_at_again(house, as_):
    page = open_draft(as_(house.asha), draft(house))
    draft(house, NEXT.replace("Were you greeted?", "Did somebody greet you?"))
    again = page.submit("main form.form", expect=409, note="Plainer words")
    assert "was replaced since you opened this page" in again.text
    assert "Did somebody greet you?" in again.text
    assert again.form("main form.form")["note"] == "Plainer words"
    assert "Version 2 is published" in again.submit("main form.form").text


def test_the_same_as_published_is_refused(house):
    version = draft(house)
    version.source, version.checksum = house.version.source, house.version.checksum
    db.session.commit()
    with pytest.raises(Refused, match="This is the same as version 1"):
        commands.publish(version, checksum=version.checksum, note="Nothing", by=house.asha)


def test_of_two_who_publish_at_once_one_wins(app, house):
    version = draft(house)
    key, checksum, together = version.id, version.checksum, Barrier(2)

    def press(note):
        with app.app_context():
            row = db.session.get(QuestionSetVersion, key)
            together.wait()
            try:
                return commands.publish(row, checksum=checksum, note=note, by=None).change_note
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(press, ["first", "second"]))
    assert "already_published" in said
    db.session.rollback()
    assert version.change_note in said
    assert db.session.query(AuditEvent).filter_by(action="question_set.publish").count() == 1


def test_of_two_who_upload_at_once_one_draft_remains(app, house):
    together, sources = Barrier(2), [NEXT, NEXT.replace("Were you greeted?", "Did somebody greet you?")]

    def save(source):
        with app.app_context():
            client = db.session.merge(house.client, load=True)
            together.wait()
            try:
                return commands.save_draft(client, commands.read(source, "test"), by=None).number
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(save, sources)) == [2, 2]
    assert db.session.query(QuestionSetVersion).filter_by(state=VersionState.DRAFT).count() == 1


def test_the_file_comes_back_as_it_was_given(house, as_):
    source = "# who wrote this, and when\n" + NEXT
    version = draft(house, source)
    where = f"/question-sets/{version.question_set_id}/versions/{version.number}.yaml"
    answer = as_(house.asha).http.get(where)
    assert answer.get_data(as_text=True) == source
    assert "short-2.yaml" in answer.headers["Content-Disposition"]


def test_the_page_shows_questions_points_and_shares(house, as_):
    page = open_draft(as_(house.asha), draft(house))
    parts = [" ".join(part.get_text(" ").split()) for part in page.select(".outline > li > .tp")]
    shares = finish_shares(survey_defs.load_question_set(NEXT))
    assert parts[0] == f"Greeting 4 points, {round(shares['greeting'] * 100)} % of the score"
    assert sum(shares.values()) == 1
    assert max(shares, key=shares.get) == "leaving"
    assert page.select(".outline .fin .tp")[0].get_text(" ").split()[0] == "Leaving"
    assert "asked only sometimes" in page.text
