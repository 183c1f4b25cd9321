"""What is asked: question sets, their conditions, and what counts as an answer."""

from survey_defs.answer_problems import AnswerProblem, AnswersError
from survey_defs.answers import Answer, canonical_bytes, content_hash, read_answers
from survey_defs.checking import Checked, asks_comment, check_answers, visible_questions
from survey_defs.differing import Change, asked_otherwise, diff
from survey_defs.dump import checksum, definition
from survey_defs.editor_schema import json_schema
from survey_defs.formats import Import, Unwritable, read_form, write_form
from survey_defs.linting import Finding, lint
from survey_defs.loading import load_question_set
from survey_defs.problems import Problem, QuestionSetError
from survey_defs.schema import QuestionSet
from survey_defs.sentence import Sentence
from survey_defs.shipped import library, self_tests, shipped
from survey_defs.text import say
from survey_defs.translations import missing_translations
from survey_defs.values import position
from survey_defs.writing import to_yaml

__all__ = [
    "Answer",
    "AnswerProblem",
    "AnswersError",
    "Change",
    "Checked",
    "Finding",
    "Import",
    "Problem",
    "QuestionSet",
    "QuestionSetError",
    "Sentence",
    "Unwritable",
    "asked_otherwise",
    "asks_comment",
    "canonical_bytes",
    "check_answers",
    "checksum",
    "content_hash",
    "definition",
    "diff",
    "json_schema",
    "library",
    "lint",
    "load_question_set",
    "missing_translations",
    "position",
    "read_answers",
    "read_form",
    "say",
    "self_tests",
    "shipped",
    "to_yaml",
    "visible_questions",
    "write_form",
]
