"""A new set, and a new draft of one that is published."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.language import known, told
from shopper.models import QuestionSetVersion
from shopper.permissions import Can, needs
from shopper.question_sets import queries
from shopper.question_sets.blueprint import ID, question_sets
from shopper.question_sets.building import commands
from shopper.question_sets.forms import NewForm, PressForm
from survey_defs.editing import new_set


@question_sets.route("/new", methods=["GET", "POST"])
@needs(Can.SETS_EDIT)
def new() -> ResponseReturnValue:
    form = NewForm()
    form.offer(queries.my_clients(me()) or abort(403))
    tried = attempt(form, lambda: _begin(form))
    if tried.done:
        flash(_("A greeting and a leaving touchpoint are there already. Add what lies between."))
        return redirect(url_for(".builder", set_id=tried.result.question_set_id))
    return render_template("question_sets/new.html", form=form), tried.status


def _begin(form: NewForm) -> QuestionSetVersion:
    client = queries.client_or_404(me(), form.client.data)
    languages = form.wanted_languages()
    with force_locale(known(languages[0]) or "en"):  # our words are in the first language of the set
        data = new_set(form.chosen_slug(), form.title.data or "", languages, told)
    return commands.begin(client, data, by=me())


@question_sets.post(f"/<{ID}:set_id>/change")
@needs(Can.SETS_EDIT)
def change(set_id: int) -> ResponseReturnValue:
    question_set, form = queries.set_or_404(me(), set_id), PressForm()
    published = queries.latest_published(question_set)
    number = published.number + 1 if published else 1
    tried = attempt(form, lambda: commands.change(question_set, number=number, by=me()))
    if not tried.done:
        flash(next(map(str, form.form_errors), _("Press it once more.")), "stop")
        return redirect(url_for(".index"))
    return redirect(url_for(".builder", set_id=set_id))


@question_sets.post(f"/<{ID}:set_id>/retire")
@needs(Can.SETS_EDIT)
def retire(set_id: int) -> ResponseReturnValue:
    """Retire a set, or bring a retired one back."""
    question_set = queries.set_or_404(me(), set_id)
    if question_set.retired_at:
        commands.bring_back(question_set, by=me())
        flash(_("“%(set)s” is back: new waves may use it.", set=question_set.title))
    else:
        commands.retire(question_set, by=me())
        flash(_("“%(set)s” is retired: no new wave uses it. What runs goes on.", set=question_set.title))
    return redirect(url_for(".index"))
