"""What can be wrong with an answer: a stable code, its facts, and words with the next step.

The templates take their facts by name (`%(min)s`), so that `message` can be said in other languages.
"""

import re
from dataclasses import dataclass

from survey_defs.sentence import N_, Sentence

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

MESSAGES: dict[str, str] = {
    "unknown_question": N_("There is no such question in this question set. Open the visit again."),
    "unreadable": N_("This answer could not be read. Answer the question again."),
    "unknown_state": N_("“%(state)s” is not a way to answer. Answer the question again."),
    "state_not_offered": N_("“%(state)s” cannot be chosen for this question. Choose another answer."),
    "bad_time_stamp": N_("The time of this answer could not be read. Answer the question again."),
    "nothing_to_answer": N_("There is nothing to answer here. Leave this out."),
    "not_an_option": N_("“%(given)s” is not one of the answers. Choose one of those shown."),
    "none_chosen": N_("Nothing is ticked. Tick at least one, or clear the answer."),
    "not_a_number": N_("Enter a number in digits, such as 12 or 4.50."),
    "not_seconds": N_("Enter a whole number of seconds, such as 90."),
    "not_a_time": N_("Enter a time of day such as 08:30."),
    "not_a_date": N_("Enter a date as year-month-day, such as 2026-11-05."),
    "too_small": N_("Enter %(min)s or more."),
    "too_large": N_("Enter %(max)s or less."),
    "not_0_to_10": N_("Choose a number from 0 to 10."),
    "not_text": N_("Write your answer in words."),
    "blank": N_("Write something, or clear the answer."),
    "too_long": N_("Shorten this to %(max)s characters; it has %(length)s."),
    "unprintable": N_("There is a character in this text that cannot be stored. Delete it (%(character)s)."),
    "not_photos": N_("A photo could not be recognised. Add it again."),
    "too_few_photos": N_("Add more photos: at least %(min)s are needed."),
    "too_many_photos": N_("Remove photos: at most %(max)s are taken."),
    "not_a_place": N_("The place could not be read. Record it again."),
    "comment_not_offered": N_("This question takes no comment. Put it in a text answer."),
    "required": N_("Answer this question before you send."),
}


def printable(text: str) -> str:
    """Short, and safe to quote back in a page or in JSON."""
    return _UNPRINTABLE.sub("?", text[:80])


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """One problem with the answer to question `key`."""

    key: str
    code: str
    facts: dict[str, str]

    @property
    def message(self) -> Sentence:
        """In words, with the next step."""
        return Sentence(MESSAGES[self.code], **self.facts)


class Wrong(Exception):
    """An answer that cannot be taken; `code` is one of `MESSAGES`."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = {name: printable(str(fact)) for name, fact in facts.items()}
        super().__init__(code)

    def about(self, key: str) -> AnswerProblem:
        """The same as a problem of question `key`."""
        return AnswerProblem(printable(key), self.code, self.facts)


class AnswersError(ValueError):
    """Answers that cannot be read at all; `problems` holds why."""

    def __init__(self, problems: list[AnswerProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{problem.key}: {problem.message}" for problem in problems))
