"""The linter on questions that no rule was written for; hits and misses are printed with `-s`."""

import json
from pathlib import Path

import pytest

from survey_defs import lint, load_question_set, yaml12

CORPUS = yaml12.read((Path(__file__).parent / "question_corpus.yaml").read_text(encoding="utf-8")).data
END = [
    {
        "key": key,
        "type": "yes_no",
        "points": 2,
        "p": "people",
        "na": False,
        "comment_on": ["no"],
        "text": text,
    }
    for key, text in (("goodbye", "Did anyone say goodbye?"), ("link_back", "Were you invited to come back?"))
]


def question(entry: str | dict) -> dict:
    given = {"text": entry} if isinstance(entry, str) else {k: v for k, v in entry.items() if k != "codes"}
    words = given.pop("options", [])
    made = {"key": "it", "type": "yes_no", **given}
    if words:
        options = [{"key": f"k{n}", "label": str(word)} for n, word in enumerate(words)]
        made["scale" if made["type"] == "scale" else "options"] = options
    if made["type"] in {"choice", "choices"}:
        options[0]["mark"] = 1
        options[1:] = [{**one, "mark": 0} for one in options[1:]]
    if made["type"] == "duration":
        made |= {"good": 60, "bad": 300}
    if made["type"] == "number" and "points" not in made:
        made |= {"good": 4, "bad": 0}
    scored = made["type"] not in {"text", "moment"} and "points" not in made
    tag = {} if made["type"] == "moment" else {"p": "people"}
    return (
        made
        | tag
        | ({"points": 2} if scored else {})
        | ({"na": False} if "na" not in made and scored else {})
    )


def codes(entry: str | dict) -> set[str]:
    here = {
        "key": "here",
        "title": "Here",
        "mode": "people",
        "momentum": False,
        "questions": [question(entry)],
    }
    end = {
        "key": "end",
        "title": "End",
        "mode": "people",
        "leaving": True,
        "momentum": False,
        "questions": END,
    }
    data = {"slug": "s", "title": "S", "currency": "EUR", "touchpoints": [here, end]}
    found = lint(load_question_set(json.dumps(data, default=float)))
    return {
        one.code for one in found if one.where == "here.it" and one.code[0] == "Q" and one.severity != "info"
    }


def text(entry: str | dict) -> str:
    return entry if isinstance(entry, str) else entry["text"]


def test_the_corpus_is_large_enough():
    assert len(CORPUS["good"]) >= 60
    assert len(CORPUS["bad"]) >= 60
    assert {code for one in CORPUS["bad"] for code in one["codes"]} == {f"Q{n:02}" for n in range(1, 21)}


def test_bad_questions_are_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    missed = [
        (one["text"], one["codes"], codes(one)) for one in CORPUS["bad"] if not set(one["codes"]) & codes(one)
    ]
    with capsys.disabled():
        print(f"\nlint corpus: {len(CORPUS['bad']) - len(missed)} of {len(CORPUS['bad'])} bad questions noticed", *missed, sep="\n  missed ")  # fmt: skip
    assert len(missed) <= len(CORPUS["bad"]) // 10


def test_good_questions_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    blamed = [(text(one), codes(one)) for one in CORPUS["good"] if codes(one)]
    with capsys.disabled():
        print(f"\nlint corpus: {len(CORPUS['good']) - len(blamed)} of {len(CORPUS['good'])} good questions left alone", *blamed, sep="\n  blamed ")  # fmt: skip
    assert len(blamed) <= len(CORPUS["good"]) // 20
