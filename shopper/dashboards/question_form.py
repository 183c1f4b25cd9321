"""Which question: the choice on the Question page, sent by GET so that it stays in the address."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.validators import Optional

from survey_defs import QuestionSet, say


class QuestionForm(Form):
    """Filled by `question_form`; the page judges the address itself."""

    question = SelectField(_l("Question"), [Optional()])


def question_form(definition: QuestionSet, chosen: str | None, language: str) -> QuestionForm:
    """Every question that can be answered, below its touchpoint."""
    form = QuestionForm(data={"question": chosen})
    form.question.choices = {
        say(touchpoint.title, language): [
            (question.key, say(question.text, language))
            for question in touchpoint.asked
            if question.type != "note"
        ]
        for touchpoint in definition.touchpoints
    }
    return form


def first_question(definition: QuestionSet) -> str:
    """Where to begin: the first scored question of the leaving touchpoint, which decides a visit."""
    asked = [one for one in definition.leaving.asked if one.type != "note"]
    return next((one.key for one in asked if one.scored), asked[0].key if asked else "")


def is_asked(definition: QuestionSet, key: str) -> bool:
    found = definition.by_key.get(key)
    return found is not None and found.type != "note"
