"""What is asked: question sets, their conditions, and what counts as an answer."""

from survey_defs.loading import load_question_set
from survey_defs.problems import Problem, QuestionSetError
from survey_defs.schema import QuestionSet
from survey_defs.text import say
from survey_defs.values import position

__all__ = ["Problem", "QuestionSet", "QuestionSetError", "load_question_set", "position", "say"]
