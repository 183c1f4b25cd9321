"""Every shipped set is one a professional would send out, with worked answers beside it."""

import pytest

from survey_defs import check_answers, lint, load_question_set, missing_translations, say, self_tests, yaml12
from survey_defs.linting import minutes
from survey_defs.shipped import library

SETS = {slug: load_question_set(path) for slug, path in library().items()}


def cases_of(slug: str) -> list[dict]:
    """The cases of a set, `like` filled in."""
    cases: dict[str, dict] = {}
    for case in yaml12.read(self_tests()[slug].read_text(encoding="utf-8")).data["cases"]:
        before = cases[case["like"]]["answers"] if "like" in case else {}
        cases[case["name"]] = case | {"answers": before | case["answers"]}
    return list(cases.values())


CASES = [
    pytest.param(SETS[slug], case, id=f"{slug}: {case['name']}")
    for slug in self_tests()
    for case in cases_of(slug)
]


def test_the_file_name_is_the_slug():
    assert {slug: question_set.slug for slug, question_set in SETS.items()} == {slug: slug for slug in SETS}
    assert "coffee-shop" in SETS


@pytest.mark.parametrize("slug", SETS)
def test_clean_of_lint_and_complete_in_its_languages(slug):
    assert [one for one in lint(SETS[slug]) if one.severity != "info"] == []
    assert missing_translations(SETS[slug]) == ()


@pytest.mark.parametrize("slug", SETS)
def test_has_worked_answers(slug):
    assert len(cases_of(slug)) >= 4


@pytest.mark.parametrize(("question_set", "case"), CASES)
def test_worked_answers_can_be_sent(question_set, case):
    checked = check_answers(question_set, case["answers"], left_early=case.get("left_early", False))
    assert [(one.key, one.message) for one in checked.problems] == []


@pytest.mark.parametrize("slug", SETS)
def test_worked_answers_reach_every_scored_question_and_every_nobody(slug):
    """Or a slip in its marks could go unseen."""
    used = {(key, str(one)) for case in cases_of(slug) for key, given in case["answers"].items()
            for one in (given if isinstance(given, list) else [given])}  # fmt: skip
    unused = [q.key for _, q in SETS[slug].walk() if q.scored and not any(key == q.key for key, _ in used)]
    nobody = [q.key for _, q in SETS[slug].walk() if q.nobody and (q.key, "nobody") not in used]
    assert (unused, nobody) == ([], [])


@pytest.mark.parametrize("slug", SETS)
def test_questions_are_short_and_carry_their_tags(slug):
    for touchpoint, question in SETS[slug].walk():
        if question in touchpoint.questions:
            assert question.p, question.key
            assert len(say(question.text).split()) <= 20, question.key
        assert touchpoint.mode, touchpoint.key


def test_the_coffee_shop_is_a_covert_visit_with_facts_before_opinions():
    coffee = SETS["coffee-shop"]
    written = [q for t in coffee.touchpoints for q in t.questions if q.type != "note"]
    assert 18 <= len(written) <= 25
    assert written[-1].type == "recommend"
    assert [t.key for t in coffee.touchpoints] == [
        "arrival",
        "greeting",
        "ordering",
        "payment",
        "product",
        "leaving",
    ]
    assert [q.key for q in written if getattr(q, "critical", None)] == ["price_match"]


COVERT = {
    "coffee-shop", "restaurant", "retail-store", "bank-branch", "hotel-stay", "fuel-station", "clinic-reception",
    "phone-complaint", "phone-query", "website-review",
}  # fmt: skip
SELF_CHECKS = {
    "walk-the-floor", "touch-everything", "listen", "our-forms", "easy-to-do-business-with", "leadership-agenda",
}  # fmt: skip


def test_the_library_is_whole():
    assert {slug for slug, one in SETS.items() if one.kind == "covert"} == COVERT
    assert {slug for slug, one in SETS.items() if one.kind == "self_check"} == SELF_CHECKS
    assert {slug: SETS[slug].channel for slug in COVERT if SETS[slug].channel != "visit"} == {
        "phone-complaint": "phone",
        "phone-query": "phone",
        "website-review": "web",
    }


@pytest.mark.parametrize("slug", SETS)
def test_as_long_as_such_a_set_should_be(slug):
    asked = sum(q.type != "note" for t in SETS[slug].touchpoints for q in t.questions)
    low, high = (15, 40) if slug in COVERT else (8, 20)
    assert low <= asked <= high
    assert minutes(SETS[slug]) <= 15


@pytest.mark.parametrize("slug", SETS)
def test_momentum_is_asked_at_every_touchpoint_and_the_set_speaks_both_languages(slug):
    assert SETS[slug].languages == ("en", "fr")
    assert all(any(q.type == "momentum" for q in touchpoint.asked) for touchpoint in SETS[slug].touchpoints)
    assert len({q.p for _, q in SETS[slug].walk() if q.p}) == 4


@pytest.mark.parametrize("slug", sorted(COVERT))
def test_facts_come_before_opinions_and_the_end_leads_back(slug):
    """The overall impression is asked last; a covert set ends with a reason to come back and a goodbye."""
    last = SETS[slug].leaving
    assert [q.type for q in last.questions][-2:] == ["scale", "recommend"]
    assert {"link_back"} <= {q.key for q in last.questions}
    assert any(q.type == "moment" for q in last.questions)
