"""A set as plain data: it loads as the same set, has one checksum, and lacks no translation."""

import copy
import json
from pathlib import Path

import pytest

from survey_defs import checksum, definition, library, load_question_set, missing_translations, yaml12
from survey_defs.schema import QuestionSet

EVERY_KIND = Path(__file__).with_name("every_kind.yaml")
EVERY_KIND_DATA = yaml12.read(EVERY_KIND.read_text(encoding="utf-8")).data
FILES = [EVERY_KIND, *library().values()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_definition_loads_as_the_same_set(path):
    question_set = load_question_set(path)
    again = load_question_set(json.dumps(definition(question_set)))
    assert again == question_set
    assert checksum(again) == checksum(question_set)


def test_layout_remarks_and_defaults_do_not_change_the_checksum():
    text = "slug: s\ntitle: S\ntouchpoints:\n  - {key: leaving, title: L, leaving: true}\n"
    other = '# a remark\n"title":   S\nslug: s\nkind: covert\ntouchpoints: [{title: "L", leaving: true, key: leaving, weight: 1.0}]'
    assert checksum(load_question_set(text)) == checksum(load_question_set(other))
    assert checksum(load_question_set(text)) != checksum(
        load_question_set(text.replace("title: S", "title: T"))
    )


def test_missing_translations_are_told_before_publishing():
    assert missing_translations(load_question_set(EVERY_KIND)) == ()
    data = copy.deepcopy(EVERY_KIND_DATA)
    data["touchpoints"][0]["title"] = "Words"
    del data["touchpoints"][0]["questions"][2]["options"][1]["label"]["fr"]
    data["title"]["de"] = "Jede Art"
    gaps = missing_translations(QuestionSet.model_validate(data))
    assert [(gap.path, gap.language, gap.unknown) for gap in gaps] == [
        ("title", "de", True),
        ("touchpoints[0].title", "fr", False),
        ("touchpoints[0].questions[2].options[1].label", "fr", False),
    ]


def test_editors_get_a_json_schema():
    """Every kind of question is in it, and numbers are numbers there."""
    parts = QuestionSet.model_json_schema()["$defs"]
    types = [part.get("properties", {}).get("type", {}) for part in parts.values()]
    kinds = {one["const"] for one in types if "const" in one}
    assert kinds == {question.type for _, question in load_question_set(EVERY_KIND).walk()}
    assert parts["YesNo"]["properties"]["points"]["type"] == "number"
