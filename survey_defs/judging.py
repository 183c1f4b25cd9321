"""Each answer by itself: its value, state, time and comment, and whether it can be stored."""

import re
from collections.abc import Mapping
from typing import Any

from survey_defs.answer_problems import AnswerProblem, Wrong
from survey_defs.answers import Answer, known_question, read_answer
from survey_defs.kinds import Question
from survey_defs.possible import states_of
from survey_defs.schema import QuestionSet
from survey_defs.value_rules import MAX_COMMENT, canonical_value, clean_text
from survey_defs.values import STATES, is_instant


def judge_each(
    question_set: QuestionSet, answers: object
) -> tuple[dict[str, Answer], dict[str, Any], list[AnswerProblem]]:
    """Sound answers, the storable rest, and what is wrong with it."""
    sound: dict[str, Answer] = {}
    rest: dict[str, Any] = {}
    problems = []
    entries = answers if isinstance(answers, Mapping) else {"": answers}
    for key, entry in entries.items():
        read = None
        try:
            question = known_question(question_set, key)
            read = read_answer(question, entry)
            sound[key] = judge(question, read)
        except Wrong as wrong:
            problems.append(wrong.about(str(key)))
            if read is not None and _is_storable(read):
                rest[key] = read.to_json()
    return sound, rest, problems


def judge(question: Question, answer: Answer) -> Answer:
    """The answer in canonical form; raises `Wrong`."""
    if question.type == "note":
        raise Wrong("nothing_to_answer")
    return Answer(
        value=canonical_value(question, answer.value) if answer.state is None else None,
        state=_state(question, answer.state),
        at=_time_stamp(answer.at),
        comment=_comment(question, answer.comment),
    )


def _state(question: Question, state: object) -> str | None:
    if state is None:
        return None
    if not isinstance(state, str) or state not in STATES:
        raise Wrong("unknown_state", state=ascii(state)[:40])
    if state not in (*states_of(question), "cleared"):
        raise Wrong("state_not_offered", state=state.replace("_", " "))
    return state


def _time_stamp(at: object) -> str | None:
    if at is None:
        return None
    if isinstance(at, str) and is_instant(at):
        return at
    raise Wrong("bad_time_stamp")


def _comment(question: Question, comment: object) -> str | None:
    """Kept whatever the answer has become since: it is the shopper's own words."""
    if comment is None or comment == "":
        return None
    if not question.comment_on:
        raise Wrong("comment_not_offered")
    return clean_text(comment, MAX_COMMENT)


def _is_storable(answer: Answer) -> bool:
    """Whether every database and JSON parser takes it as it is."""
    parts = (answer.value, answer.state, answer.at, answer.comment)
    return all(part is None or _plain(part, 3) for part in parts)


def _plain(value: object, depth: int) -> bool:
    if isinstance(value, str):
        return len(value) <= 20_000 and not re.search("[\x00\ud800-\udfff]", value)
    if isinstance(value, list | tuple):
        return depth > 0 and len(value) <= 100 and all(_plain(one, depth - 1) for one in value)
    if isinstance(value, Mapping):
        return _plain([*value, *value.values()], depth - 1) and all(isinstance(key, str) for key in value)
    return isinstance(value, bool | int | float) and abs(value) < 2**53
