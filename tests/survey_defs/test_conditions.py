"""One file of vectors, run by both evaluators, is the specification of conditions."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_defs import load_question_set, visible_questions
from survey_defs.showing import holds, visible_keys
from tests.survey_defs.any_set import any_set

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "survey_defs/vectors/conditions.json"
SPECIFIED = json.loads(VECTORS.read_text(encoding="utf-8"))
OPERATORS = {"is", "is_not", "in", "at_least", "at_most", "includes", "answered"}

IN_NODE = """
import { readFileSync } from "node:fs";
const { holds, visibleKeys } = await import(process.argv[1]);
const vectors = JSON.parse(readFileSync(process.argv[2], "utf-8"));
console.log(JSON.stringify({
  holds: vectors.holds.map((one) => holds(one.condition, one.answers)),
  visible: vectors.visible.map((one) => [...visibleKeys(one.questions, one.answers)]),
}));
"""


@pytest.mark.parametrize("vector", SPECIFIED["holds"], ids=lambda one: one["name"])
def test_python_agrees_with_the_vectors(vector):
    assert holds(vector["condition"], vector["answers"]) is vector["holds"]


@pytest.mark.parametrize("vector", SPECIFIED["visible"], ids=lambda one: one["name"])
def test_python_shows_what_the_vectors_show(vector):
    assert visible_keys(vector["questions"], vector["answers"]) == set(vector["visible"])


needs_node = pytest.mark.skipif(
    shutil.which("node") is None, reason="node runs the browser's evaluator; it is not installed"
)


def said_in_the_browser(vectors: Path) -> dict:
    """What the browser's evaluator says of a file of vectors."""
    module = (ROOT / "shopper/static/js/conditions.js").as_uri()
    run = subprocess.run(
        ["node", "--input-type=module", "--eval", IN_NODE, module, str(vectors)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@needs_node
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=any_set(), draw=st.data())
def test_law_both_show_the_same_of_any_set(one, draw, tmp_path):
    """Made sets with made answers, sound and unsound: the two evaluators ask the same questions."""
    answers = st.dictionaries(
        st.sampled_from([f"q{t}_{n}" for t in range(4) for n in range(4)]),
        st.sampled_from(["yes", "no", "o0", "o1", 0, 7, 10, "3", "30.5"]).map(lambda value: {"value": value})
        | st.sampled_from(["does_not_apply", "nobody", "not_observed", "cleared"]).map(lambda state: {"state": state}),
    )  # fmt: skip
    made = load_question_set(json.dumps(one, ensure_ascii=False))
    questions = [[key, made.conditions.get(key)] for key in made.by_key]
    visible = [{"questions": questions, "answers": draw.draw(answers)} for _ in range(12)]
    file = tmp_path / "made.json"
    file.write_text(json.dumps({"holds": [], "visible": visible}), encoding="utf-8")
    for vector, got in zip(visible, said_in_the_browser(file)["visible"], strict=True):
        assert set(got) == visible_keys(vector["questions"], vector["answers"])


@needs_node
def test_the_browser_agrees_with_the_vectors():
    said = said_in_the_browser(VECTORS)
    wrong = [v["name"] for v, got in zip(SPECIFIED["holds"], said["holds"], strict=True) if got != v["holds"]]
    wrong += [
        v["name"] for v, got in zip(SPECIFIED["visible"], said["visible"], strict=True) if got != v["visible"]
    ]
    assert not wrong


@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_every_operator_is_specified_both_ways(operator, expected):
    given = [v for v in SPECIFIED["holds"] if operator in v["condition"] and v["holds"] is expected]
    assert len(given) >= 2


def shown(condition: str, answer: object) -> bool:
    """Whether a question with this condition is asked, in a set with a question of each kind before it."""
    question_set = load_question_set(f"""
        slug: s
        title: S
        currency: EUR
        touchpoints:
          - key: t
            title: T
            momentum: false
            questions:
              - {{key: warmth, type: scale, text: x, scale: [{{key: cold, label: x}}, {{key: flat, label: x}}, {{key: warm, label: x}}]}}
              - {{key: spent, type: money, text: x}}
              - {{key: closed, type: time, text: x}}
              - {{key: wait, type: duration, text: x, points: 1, nobody: true, good: 0, bad: 9}}
              - {{key: told, type: choices, text: x, options: [{{key: a, label: x}}, {{key: b, label: x}}]}}
              - {{key: asked, type: note, text: x, show_if: {condition}}}
    """)  # fmt: skip
    key = condition.split("question: ")[1].split(",", maxsplit=1)[0]
    return "asked" in visible_questions(question_set, {key: answer})


@pytest.mark.parametrize(
    ("condition", "yes", "no"),
    [
        ("{question: warmth, at_least: flat}", ["flat", "warm"], ["cold", "cleared"]),
        ("{question: warmth, at_most: flat}", ["cold", "flat"], ["warm"]),
        ("{question: spent, is: 4.50}", ["4.5", "4.50", "04.5"], ["4.05", "45"]),
        ("{question: spent, at_least: 9.80}", ["10", "9.8"], ["9.79"]),
        ("{question: closed, at_most: 09:30}", ["08:00", "09:30"], ["10:00"]),
        ("{question: wait, in: [30, nobody]}", [30, "nobody"], [31, "not_observed"]),
        ("{question: told, includes: b}", [["b"], ["b", "a"]], [["a"]]),
        ("{not: {question: spent, answered: true}}", ["cleared", "not a number"], ["1"]),
    ],
)
def test_operands_mean_what_the_kind_means(condition, yes, no):
    """An operand is written as people write it and compared as the value that is stored."""
    assert [answer for answer in yes if not shown(condition, answer)] == []
    assert [answer for answer in no if shown(condition, answer)] == []
