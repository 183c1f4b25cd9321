"""Publishing: a gate, then for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import survey_defs
from shopper.extensions import db
from shopper.fieldwork.queries import planning
from shopper.models import AuditEvent, DraftEdit, QuestionSetVersion, VersionState
from shopper.question_sets import commands
from shopper.question_sets.building import commands as building
from shopper.question_sets.gate import gate
from shopper.question_sets.outline import finish_shares
from shopper.troubles import Refused
from tests.support.builders import SHORT_SET, make_version

NEXT = SHORT_SET.replace("Did anyone greet you?", "Were you greeted?")
NO_POINTS_AT_THE_END = SHORT_SET.replace("na: false, critical: {at: 60, below: 1}", "na: true")
HALF_FRENCH = SHORT_SET.replace("slug: short", "slug: short\nlanguages: [en, fr]")


def draft(house, source=NEXT) -> QuestionSetVersion:
    return commands.save_draft(house.client, commands.read(source, "test"), by=house.asha)


def reasoned(version, *vouched) -> commands.Said:
    """A reason for every warning."""
    return commands.Said(
        {one.id: "Looked at." for one in gate(version, vouched).warnings}, frozenset(vouched)
    )


SAME = "greeting.greeted"
"""Where NEXT asks the same in other words."""


def publish(page, expect=200, **more):
    """Fill in the gate as it stands on the page, and press."""
    why = {name: "Looked at." for name in page.form("main form.form") if name.startswith("reason.")}
    return page.submit("main form.form", expect=expect, **{**why, "vouch": [SAME], **more})


def open_draft(browser, version):
    return browser.get("question_sets.version", set_id=version.question_set_id, number=version.number)


def test_a_draft_is_published_with_a_note_and_never_changes(house, as_):
    version, browser = draft(house), as_(house.asha)
    page = publish(open_draft(browser, version), note="Plainer words")
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
    publish(open_draft(as_(house.asha), first))
    assert first.state == VersionState.PUBLISHED
    second = draft(house)
    page = publish(open_draft(as_(house.asha), second), expect=422, note="  ")
    assert "Say in a few words what changed" in page.text
    assert second.state == VersionState.DRAFT


def test_lint_errors_close_the_gate(house, as_):
    version, browser = draft(house, NO_POINTS_AT_THE_END), as_(house.asha)
    page = open_draft(browser, version)
    assert page.select(".lint .code")[0].get_text() == "S03"
    assert "Not yet." in page.text
    fields = {"checksum": version.checksum, "note": "Try anyway", "vouch": SAME}
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
        commands.publish(
            version, checksum=version.checksum, note="French", said=reasoned(version, SAME), by=house.asha
        )


def test_a_draft_that_was_replaced_meanwhile_is_looked_at_again(house, as_):
    page = open_draft(as_(house.asha), draft(house))
    draft(house, NEXT.replace("Were you greeted?", "Did somebody greet you?"))
    again = publish(page, expect=409, note="Plainer words")
    assert "was replaced since you opened this page" in again.text
    assert "Did somebody greet you?" in again.text
    assert again.form("main form.form")["note"] == "Plainer words"
    assert "Version 2 is published" in publish(again).text


def test_the_same_as_published_is_refused(house):
    version = draft(house)
    version.source, version.checksum = house.version.source, house.version.checksum
    db.session.commit()
    with pytest.raises(Refused, match="This is the same as version 1"):
        commands.publish(version, checksum=version.checksum, note="Nothing", by=house.asha)


def test_of_two_who_publish_at_once_one_wins(app, house):
    version = draft(house)
    key, checksum, together = version.id, version.checksum, Barrier(2)
    reasons = reasoned(version, SAME)

    def press(note):
        with app.app_context():
            row = db.session.get(QuestionSetVersion, key)
            together.wait()
            try:
                return commands.publish(row, checksum=checksum, note=note, said=reasons, by=None).change_note
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


def test_a_changed_meaning_is_shut_out_until_the_author_vouches(house, as_):
    page = open_draft(as_(house.asha), draft(house))
    assert "“Did anyone greet you?” became “Were you greeted?”." in page.text
    shut = publish(page, expect=422, vouch=None, note="Plainer words")
    assert "has errors" in shut.text
    assert "“Plainer words”" not in shut.text
    assert "Version 2 is published" in publish(shut, note="Plainer words").text


def test_every_warning_needs_a_reason_which_stays_with_the_version(house, as_):
    version = draft(house)
    page = open_draft(as_(house.asha), version)
    wanted = [name for name in page.form("main form.form") if name.startswith("reason.")]
    assert wanted == ["reason.S05:leaving", "reason.S07:greeted", "reason.S07:thanked"]
    refused = publish(page, expect=422, note="x", **{"reason.S05:leaving": " "})
    assert "Missing for: S05:leaving" in refused.text
    assert refused.form("main form.form")["reason.S07:greeted"] == "Looked at."
    done = publish(page, note="x", **{"reason.S05:leaving": "Phones ring at the door."})
    assert "Why these warnings were let stand" in done.text
    assert "Phones ring at the door." in done.text
    assert [one["code"] for one in version.reasons] == ["S05", "S07", "S07"]


def test_a_draft_of_the_builder_is_published_as_yaml_and_forgets_its_steps(house, as_):
    row = building.change(house.version.question_set, number=2, by=house.asha)
    building.edit(
        row,
        lambda data: ({**data, "title": "Shorter visit"}, None),
        act="settings",
        part="settings",
        by=house.asha,
    )
    done = publish(open_draft(as_(house.asha), row), note="Another title", vouch=None)
    assert "Shorter visit, version 2" in done.text
    assert row.source.startswith("slug: short\n")
    assert survey_defs.checksum(survey_defs.load_question_set(row.source)) == row.checksum
    assert db.session.query(DraftEdit).filter(DraftEdit.before.is_not(None)).count() == 0
    as_(house.asha).get("question_sets.builder", set_id=row.question_set_id, expect=404)


def test_an_unfinished_draft_is_never_published_as_it_was_before(house, as_):
    row = building.change(house.version.question_set, number=2, by=house.asha)
    building.edit(
        row,
        lambda data: ({**data, "title": "Shorter visit"}, None),
        act="settings",
        part="settings",
        by=house.asha,
    )
    building.edit(
        row, lambda data: ({**data, "touchpoints": []}, None), act="settings", part="settings", by=house.asha
    )
    with pytest.raises(Refused, match="not whole yet"):
        commands.publish(row, checksum=row.checksum, note="x", said=reasoned(row), by=house.asha)
    assert "Not yet." in open_draft(as_(house.asha), row).text


def test_a_published_row_that_was_changed_is_refused_in_words(house, as_):
    house.version.source = house.version.source.replace("points: 5", "points: 9")
    db.session.commit()
    where = {"set_id": house.version.question_set_id, "number": 1}
    page = as_(house.asha).get("question_sets.version", **where, expect=409)
    assert "no longer fits its checksum" in page.text


def test_what_changed_between_any_two_versions_is_said(house, as_):
    publish(open_draft(as_(house.asha), draft(house)), note="Plainer words")
    page = as_(house.asha).get("question_sets.versions", set_id=house.version.question_set_id)
    assert "Plainer words" in page.text
    assert "Asha" in page.select("table")[0].get_text(" ")
    assert "other words: the line goes on" in page.text
    same = page.submit("main form[method=get]", **{"from": "2", "to": "2"})
    assert "Nothing differs between these two." in same.text


def test_a_retired_set_is_for_no_new_wave_and_comes_back(house, as_):
    browser, set_id = as_(house.asha), house.version.question_set_id
    page = browser.post("question_sets.retire", {}, set_id=set_id)
    assert "is retired: no new wave uses it" in page.text
    assert planning.published(house.asha) == []
    browser.post("question_sets.retire", {}, set_id=set_id)
    assert planning.published(house.asha) == [house.version]


def test_one_set_that_was_changed_behind_our_back_hides_no_other(house, as_):
    other = make_version(house.client, SHORT_SET.replace("slug: short", "slug: another"))
    house.version.source = house.version.source.replace("receipt", "ticket")
    db.session.commit()
    page = as_(house.asha).get("question_sets.index")
    assert "Changed behind our back" in page.text
    assert other.question_set.slug in page.text
