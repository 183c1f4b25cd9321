"""The page of all question sets."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

import survey_defs
from shopper.accounts.sessions import me
from shopper.language import choose_language
from shopper.permissions import Can, needs
from shopper.question_sets import queries
from shopper.question_sets.blueprint import question_sets
from shopper.question_sets.forms import CopyForm
from shopper.question_sets.words import act_words, channel_words, mode_words, p_words


@question_sets.get("/")
@needs(Can.SETS_EDIT)
def index() -> ResponseReturnValue:
    form = CopyForm()
    form.offer(queries.my_clients(me()))
    sets = queries.question_sets(me())
    return render_template("question_sets/index.html", sets=sets, form=form)


for words in (channel_words, mode_words, p_words, act_words):
    question_sets.add_app_template_global(words)


@question_sets.app_template_filter()
def said(text: Any) -> str:
    """Words of a question set in the language of the page, else in its first."""
    return survey_defs.say(text, choose_language())
