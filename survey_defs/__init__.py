"""What is asked: question sets, their conditions, and what counts as an answer."""

from survey_defs.answer_problems import AnswerProblem, AnswersError
from survey_defs.answers import Answer, canonical_bytes, content_hash, read_answers
from survey_defs.checking import Checked, asks_comment, check_answers, visible_questions
from survey_defs.dump import checksum, definition
from survey_defs.loading import load_question_set
from survey_defs.problems import Problem, QuestionSetError
from survey_defs.schema import QuestionSet
from survey_defs.text import say
from survey_defs.values import position

__all__ = [
    "Answer",
    "AnswerProblem",
    "AnswersError",
    "Checked",
    "Problem",
    "QuestionSet",
    "QuestionSetError",
    "asks_comment",
    "canonical_bytes",
    "check_answers",
    "checksum",
    "content_hash",
    "definition",
    "load_question_set",
    "position",
    "read_answers",
    "say",
    "visible_questions",
]
