"""Uploading a question set: all problems at once, the words kept, nothing half-saved."""

from io import BytesIO

import pytest

from shopper.extensions import db
from shopper.models import QuestionSet, QuestionSetVersion, Role, VersionState
from tests.support.builders import SHORT_SET, make_person, make_version
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES

FORM = "main form.form"
TEA = SHORT_SET.replace("slug: short", "slug: tea").replace("Short visit", "Tea visit")

ANCHOR_BOMB = (
    "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + SHORT_SET
)


def paste(browser, text, expect=200):
    return browser.get("question_sets.upload").submit(FORM, expect=expect, text=text)


def upload(browser, content: bytes, expect=200, name="tea.yaml"):
    page = browser.get("question_sets.upload")
    return page.submit(FORM, expect=expect, file=(BytesIO(content), name))


def tea() -> list[QuestionSetVersion]:
    found = db.session.query(QuestionSetVersion).join(QuestionSet).filter(QuestionSet.slug == "tea")
    return list(found.order_by(QuestionSetVersion.id))


def problems(page) -> list[tuple[str, str]]:
    """The line and the words of each problem listed."""
    return [
        (row.select_one(".code").get_text(), " ".join(row.get_text(" ").split()))
        for row in page.select(".lint li")
    ]


@pytest.mark.parametrize("how", ["pasted", "as a file", "with a byte order mark", "with Windows line ends"])
def test_a_good_set_becomes_a_draft(house, as_, how):
    browser = as_(house.asha)
    content = {
        "as a file": TEA.encode(),
        "with a byte order mark": b"\xef\xbb\xbf" + TEA.encode(),
        "with Windows line ends": TEA.replace("\n", "\r\n").encode(),
    }.get(how)
    page = upload(browser, content) if content else paste(browser, TEA)
    assert "Tea visit, draft of version 1" in page.text
    assert "Saved as a draft" in page.text
    (draft,) = tea()
    assert (draft.state, draft.source.strip()) == (VersionState.DRAFT, TEA.strip())


def test_a_second_upload_replaces_the_draft_and_says_so(house, as_):
    browser = as_(house.asha)
    paste(browser, TEA)
    page = paste(browser, TEA.replace("Did anyone greet you?", "Were you greeted?"))
    assert "The earlier draft was replaced" in page.text
    (draft,) = tea()
    assert "Were you greeted?" in draft.source


def test_every_problem_is_listed_with_line_and_mend_and_the_words_stay(house, as_):
    bad = TEA.replace("type: yes_no", "type: yesno", 1).replace("points: 2", "pionts: 2", 1)
    page = paste(as_(house.asha), bad, expect=400)
    found = problems(page)
    lines = bad.splitlines()
    assert len(found) >= 2
    for word in ("yesno", "pionts"):
        at = next(number for number, line in enumerate(lines, 1) if word in line)
        assert any(line == str(at) and word in words for line, words in found), found
    assert page.form(FORM)["text"].splitlines() == lines
    assert "Nothing was saved" in page.text
    assert tea() == []


def test_a_file_with_problems_comes_back_as_words_to_mend(house, as_):
    bad = TEA.replace("leaving: true", "leaving: perhaps")
    page = upload(as_(house.asha), bad.encode(), expect=400)
    assert page.form(FORM)["text"].splitlines() == bad.splitlines()
    mended = page.submit(FORM, text=page.form(FORM)["text"].replace("perhaps", "true"))
    assert "draft of version 1" in mended.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"slug: tea\n\ttitle: Tea\n", "tab"),
        (ANCHOR_BOMB.encode(), "anchors are not used here"),
        (TEA.replace("slug: tea", "slug: tea\nslug: tee").encode(), "twice"),
        (TEA.replace("Tea visit", "Caf\u00e9").encode("latin-1"), "Save it as UTF-8"),
        (TEA.encode("utf-16"), "UTF-16"),
        (b"\x00\x01\x02", "NUL"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        (b"- just\n- a list\n", "not a question set"),
        (b"# nothing but a comment\n", "empty"),
        (b"slug: [unclosed\n", ""),
        (b"../../etc/passwd.yaml", "not a question set"),
    ],
    ids=["tab", "bomb", "duplicate", "latin-1", "utf-16", "nul", "png", "list", "empty", "unclosed", "path"],
)
def test_bad_input_gets_a_clear_message_and_saves_nothing(house, as_, content, words):
    page = upload(as_(house.asha), content, expect=400)
    assert problems(page)
    assert words.lower() in page.text.lower()
    assert "Nothing was saved" in page.text
    assert tea() == []


def test_nothing_sent_asks_for_something(house, as_):
    assert "Choose a file, or paste" in paste(as_(house.asha), "  \n ", expect=400).text


def test_more_words_than_a_set_has_are_refused_whole(house, as_):
    page = paste(as_(house.asha), TEA + "#" * 1_100_000, expect=400)
    assert "This file is larger than 1 MB" in page.text
    assert tea() == []


def test_what_is_published_already_is_not_drafted_again(house, as_):
    page = paste(as_(house.asha), SHORT_SET + "\n# only a remark\n", expect=409)
    assert "This is the same as version 1" in page.text
    assert "only a remark" in page.form(FORM)["text"]


def test_an_unknown_shipped_set_is_not_there(house, as_):
    as_(house.asha).post("question_sets.copy", {"client": house.client.id}, slug="../secret", expect=404)
    as_(house.asha).post("question_sets.copy", {"client": house.client.id}, slug="no-such-set", expect=404)


def test_another_clients_sets_are_not_there(house, as_):
    away = make_version(house.other_client, TEA)
    browser = as_(house.asha)
    assert "Tea visit" not in browser.get("question_sets.index").text
    where = {"set_id": away.question_set_id, "number": 1}
    browser.get("question_sets.version", **where, expect=404)
    browser.get("question_sets.source", **where, expect=404)
    browser.post("question_sets.version", {"checksum": away.checksum}, **where, expect=404)
    browser.post("question_sets.upload", {"client": house.other_client.id, "text": TEA}, expect=400)
    browser.post("question_sets.copy", {"client": house.other_client.id}, slug="coffee-shop", expect=404)
    assert len(tea()) == 1


def test_the_same_slug_in_two_clients_is_two_sets(house, as_):
    make_version(house.other_client, TEA)
    paste(as_(house.asha), TEA)
    assert [row.question_set.client_id for row in tea()] == [house.other_client.id, house.client.id]


def test_the_admin_of_a_part_is_told_whom_to_ask(house, as_):
    browser = as_(make_person("Regional", (Role.ADMIN, house.north)))
    assert "Ask an admin of the whole client" in browser.get("question_sets.index").text
    browser.get("question_sets.upload", expect=403)


def test_an_admin_of_two_clients_chooses_one(house, as_):
    both = make_person("Both", (Role.ADMIN, house.client), (Role.ADMIN, house.other_client))
    page = as_(both).get("question_sets.upload")
    page.submit(FORM, text=TEA, client=str(house.other_client.id))
    assert tea()[0].question_set.client_id == house.other_client.id
