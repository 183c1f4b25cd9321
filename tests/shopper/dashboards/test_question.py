"""One question across branches: counts, shares, versions and words."""

import csv
import io
import json
from datetime import date

import pytest

from shopper.extensions import db
from shopper.models import VisitState
from tests.support.builders import BEST, SHORT_SET, make_branch, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, FUMBLED, RUDE, UNSEEN, released

pytestmark = LONG_ON_POSTGRES

DAY = date(2026, 9, 3)
UNGREETED = {k: v for k, v in BEST.items() if k != "words"} | {"greeted": "nobody"}
UNKNOWN = BEST | {"receipt": "does_not_apply", "thanked": "yes"}
COMMENTED = {
    **RUDE,
    "greeted": {"value": "no", "at": "2026-09-03T12:00:00.000Z", "comment": "They looked away."},
}
MORE = SHORT_SET.replace(
    "      - {key: recommend, ",
    """      - {key: seen, type: choices, text: What did you see?, points: 2, na: false, options: [{key: door, label: An open door, mark: 1}, {key: light, label: A light, mark: 1}, {key: none, label: Nothing, mark: 0}]}
      - {key: pace, type: number, text: How many steps?, points: 2, na: false, good: 5, bad: 20}
      - {key: door, type: choice, text: Which door?, na: false, options: [{key: front, label: The front}, {key: back, label: The back}]}
      - {key: kindness, type: moment, text: Anything kind?}
      - {key: recommend, """,
)


@pytest.fixture
def chain(house):
    """Five branches of the North where Mill Lane is rude, and Quayside in the South."""
    north = [make_branch(house.north, f"Branch {n}") for n in range(4)]
    told = [(branch, DAY, kind) for branch in north for kind in (BEST, AVERAGE, UNKNOWN, BEST, BEST)]
    told += [(house.mill_lane, DAY, kind) for kind in (COMMENTED, RUDE, RUDE, RUDE, UNGREETED, RUDE)]
    told += [(house.quayside, DAY, kind) for kind in (BEST, COMMENTED, BEST, UNGREETED)]
    house.visits = released(house.version, told, shopper=house.chloe)
    return house


def headline(page) -> str:
    return " ".join(page.select("h1")[0].get_text(" ", strip=True).split())


def rows(page, css="table.keep"):
    found = page.select(f"{css} tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in found]


def test_the_sentence_says_how_often_the_best_answer_was_given(chain, as_):
    page = as_(chain.dev).get("dashboards.question", question="greeted")
    assert headline(page) == (
        "“Did anyone greet you?” Yes in 20 of 26 visits in July to September 2026 (likely 58–89 %). Nobody did: 1."
    )


def test_what_does_not_apply_is_named_beside_and_not_judged(chain, as_):
    page = as_(chain.dev).get("dashboards.question", question="receipt")
    assert "Yes in 22 of 22 visits" in headline(page)
    assert headline(page).endswith("Does not apply: 4.")


def test_the_answers_add_up_to_the_visits_that_were_asked(chain, as_):
    dev = as_(chain.dev)
    for key in ("greeted", "receipt", "wait", "thanked", "recommend", "greeting_momentum"):
        text = dev.get("dashboards.question_csv", name="answers", question=key).answer.get_data(as_text=True)
        assert sum(int(row["Visits"]) for row in csv.DictReader(io.StringIO(text))) == 26, key


def test_the_bars_are_the_table_and_name_bands_in_words(chain, as_):
    page = as_(chain.dev).get("dashboards.question", question="wait")
    table = rows(page, "section:has(#h-answers) table")
    assert [row[0] for row in table] == [
        "up to 1 minute",
        "over 1 minute, up to 3 minutes",
        "over 3 minutes",
    ]
    figure = json.loads(page.select("figure script")[0].get_text())
    assert [row[2] for row in table] == [f"{round(x)}" for x in figure["data"][0]["x"]]
    assert "up to 1 minute in 17 of 26 visits" in headline(page)


def test_branches_are_compared_by_their_share_of_best_answers(chain, as_):
    dev = as_(chain.dev)
    page = dev.get("dashboards.question", question="greeted")
    table = rows(page)
    assert table[0][0] == "Mill Lane"
    assert table[0][1] == "0 of 6"
    assert table[0][2] == "0–39 %"
    assert "likely low" in table[0][4]
    assert "Mill Lane stands out low" in page.text
    text = dev.get("dashboards.question_csv", name="branches", question="greeted").answer.get_data(
        as_text=True
    )
    file = list(csv.DictReader(io.StringIO(text)))
    assert [row["Branch"] for row in file] == [row[0] for row in table]
    assert [f"{row['Estimate, %']} %" for row in file] == [row[3] for row in table]
    assert sum(int(row["Visits"]) for row in file) == 26


def test_the_chain_carries_the_estimates_and_no_name_crosses_the_border(chain, as_):
    dev, asha = as_(chain.dev), as_(chain.asha)
    for name in ("answers", "branches"):
        text = dev.get("dashboards.question_csv", name=name, question="greeted").answer.get_data(as_text=True)
        assert "Quayside" not in text
    mine = dev.get("dashboards.question", question="greeted")
    assert "Quayside" not in mine.answer.get_data(as_text=True)
    whole = asha.get("dashboards.question", question="greeted")
    assert "Quayside" in whole.text
    both = [next(row for row in rows(page) if row[0] == "Mill Lane") for page in (mine, whole)]
    assert both[0] == both[1]


def test_words_lead_to_their_report_and_never_to_who_wrote_them(chain, as_):
    dev = as_(chain.dev)
    page = dev.get("dashboards.question", question="greeted")
    assert [each.get_text(strip=True) for each in page.select("blockquote")] == ["They looked away."]
    (source,) = page.select("section:has(#h-words) li p")
    assert source.get_text(" ", strip=True).startswith("No · Mill Lane, 3 Sep 2026")
    assert "What was answered" in dev.get(source.select("a")[0]["href"]).text
    assert "Chloé" not in page.text
    assert len(as_(chain.asha).get("dashboards.question", question="greeted").select("blockquote")) == 2


def test_only_words_of_released_visits_of_the_period_are_shown(chain, as_):
    dev = as_(chain.dev)
    spoken = next(
        v for v in chain.visits if v.branch_id == chain.mill_lane.id and v.answers["greeted"].get("comment")
    )
    before = dev.get("dashboards.question", question="greeted")
    assert before.select("blockquote")
    spoken.state = VisitState.WITHDRAWN
    db.session.commit()
    assert not dev.get("dashboards.question", question="greeted").select("blockquote")


def test_text_is_told_by_how_many_answered_and_pages_ten_at_a_time(house, as_):
    kinds = [BEST | {"words": f"Hello {n}"} for n in range(12)]
    released(house.version, [*((house.mill_lane, DAY, kind) for kind in kinds), (house.mill_lane, DAY, RUDE)])
    dev = as_(house.dev)
    page = dev.get("dashboards.question", question="words")
    assert "Answered in 12 of 13 visits" in headline(page)
    assert "None of its answers is worth more than another" in page.text
    assert "12 visits have words about it" in page.text
    more = dev.get("dashboards.question", question="words", words=2)
    seen = [each.get_text(strip=True) for each in page.select("blockquote") + more.select("blockquote")]
    assert sorted(seen) == sorted(f"Hello {n}" for n in range(12))


def test_quotation_marks_are_not_doubled(house, as_):
    released(house.version, [(house.mill_lane, DAY, BEST)])
    page = as_(house.dev).get("dashboards.question", question="words")
    assert [each.get_text(strip=True) for each in page.select("blockquote")] == ["Good morning"]


ANSWERS = BEST | {"pace": 5, "seen": ["door", "light"], "door": "front", "kindness": "They held it open."}


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("seen", "“What did you see?” Everything that counts in 3 of 5 visits"),
        ("pace", "“How many steps?” 5 or better in 3 of 5 visits"),
        ("door", "“Which door?” The front in 3 of 5 visits"),
        ("kindness", "“Anything kind?” Answered in 4 of 5 visits"),
        ("recommend", "“Would you send a friend here?” 9 or 10 of 10 in 5 of 5 visits"),
        (
            "leaving_momentum",
            "“Leaving: Did this part of the visit pull you forward, let you drift, or send you away?” Pulled me forward in 5 of 5 visits",
        ),
    ],
)
def test_every_kind_of_question_has_its_sentence(house, as_, key, told):
    version = make_version(house.client, MORE)
    worse = ANSWERS | {"pace": 12, "seen": ["door"], "door": "back"}
    none = {k: v for k, v in worse.items() if k != "kindness"} | {"seen": ["none"], "pace": 30}
    told_of = [ANSWERS, ANSWERS, ANSWERS, worse, none]
    released(version, [(house.mill_lane, DAY, kind) for kind in told_of])
    page = as_(house.dev).get("dashboards.question", question=key)
    assert told in headline(page)


def test_a_moment_is_never_ranked(house, as_):
    version = make_version(house.client, MORE)
    branches = [house.mill_lane, *(make_branch(house.north) for _ in range(5))]
    released(version, [(branch, DAY, ANSWERS) for branch in branches for _ in range(5)])
    dev = as_(house.dev)
    page = dev.get("dashboards.question", question="kindness")
    assert not page.select("table")
    assert len(page.select("blockquote")) == 10
    dev.get("dashboards.question_csv", name="branches", question="kindness", expect=404)


def test_a_question_of_another_version_is_said_not_to_be_asked_in_this_one(house, as_):
    released(house.version, [(house.mill_lane, DAY, BEST)])
    newer = make_version(house.client, MORE)
    released(newer, [(house.mill_lane, date(2026, 10, 3), ANSWERS)])
    dev = as_(house.dev)
    page = dev.get("dashboards.question", question="pace", version=house.version.id)
    assert headline(page) == (
        "“How many steps?” is not asked in this version, Short visit version 1. It was asked in Short visit version 2. "
        "Choose that version in the filter, or another question below."
    )
    assert not page.select("table, blockquote")
    assert "Not asked in Short visit version 1." in dev.get("dashboards.question", question="pace").text
    shared = dev.get("dashboards.question", question="thanked").text
    assert "Also asked in Short visit version 1; like is compared with like" in shared
    assert "is no question of Short visit version 2" in headline(
        dev.get("dashboards.question", question="<b>")
    )


def test_the_form_groups_questions_by_touchpoint_and_keeps_the_filter(chain, as_):
    page = as_(chain.dev).get("dashboards.question", **{"from": "2026-09", "to": "2026-09"})
    assert "Were you thanked as you left?" in headline(page)
    groups = [each["label"] for each in page.select("main form.find optgroup")]
    assert groups == ["Greeting", "Checkout", "Leaving"]
    chosen = page.submit("form.find", question="greeted")
    assert "in September 2026" in headline(chosen)
    assert "Did anyone greet you?" in headline(chosen.submit(".filters form"))


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ([], "North: no visits yet."),
        ([UNSEEN], "“Did anyone greet you?” No visits in July to September 2026."),
        (
            [BEST],
            "Yes in 1 of 1 visit in July to September 2026. One visit says little; a likely range begins with the second.",
        ),
        ([BEST] * 5, "Too few branches have answers to compare them"),
        (
            [BEST | {"greeted": "does_not_apply"}, BEST | {"greeted": "does_not_apply"}],
            "“Did anyone greet you?” was never judged in 2 visits in July to September 2026. Does not apply: 2.",
        ),
    ],
)
def test_early_states_have_true_words(house, as_, kinds, told):
    released(house.version, [(house.mill_lane, DAY, kind) for kind in kinds])
    assert told in as_(house.dev).get("dashboards.question", question="greeted").text


def test_a_question_that_nobody_was_asked_says_so(house, as_):
    released(house.version, [(house.mill_lane, DAY, RUDE) for _ in range(4)])
    page = as_(house.dev).get("dashboards.question", question="words")
    assert headline(page).startswith(
        "“What did they say?” Nobody has answered. It was not put, or not answered, in any of 4 visits"
    )


def test_the_report_leads_from_each_question_to_all_answers(chain, as_):
    dev = as_(chain.dev)
    visit = next(each for each in chain.visits if each.branch_id == chain.mill_lane.id)
    links = dev.get("dashboards.report", visit_id=visit.id).select("table.answers tbody th a")
    asked = [link.get_text(strip=True) for link in links]
    assert "Were you thanked as you left?" in asked
    for link in links:
        assert link.get_text(strip=True) in headline(dev.get(link["href"]))


def test_the_database_is_asked_the_same_few_questions_whatever_is_in_it(house, as_, statements):
    dev = as_(house.dev)

    def asked() -> int:
        db.session.commit()
        with statements() as heard:
            dev.http.get(dev._path("dashboards.question", {"question": "greeted"}))
        return sum("SELECT" in each for each in heard)

    released(house.version, [(house.mill_lane, DAY, kind) for kind in (BEST, AVERAGE, FUMBLED)])
    few = asked()
    branches = [make_branch(house.north) for _ in range(20)]
    released(
        house.version, [(branch, DAY, kind) for branch in branches for kind in (BEST, AVERAGE, COMMENTED)]
    )
    assert few == asked() <= 12
