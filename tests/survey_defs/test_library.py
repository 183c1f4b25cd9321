"""Every shipped set is one a professional would send out, with worked answers beside it."""

import pytest

from survey_defs import check_answers, lint, load_question_set, missing_translations, say, self_tests, yaml12
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
