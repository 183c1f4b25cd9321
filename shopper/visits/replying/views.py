"""The page on which a shopper answers the reviewer's question."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.permissions import Can, needs
from shopper.review.replies import queries
from shopper.review.replies.commands import reply
from shopper.review.replies.pages import in_context
from shopper.visits.phrases import visited_words
from shopper.visits.queries import mine_or_404
from shopper.visits.replying.forms import ReplyForm
from shopper.visits.views import visits


@visits.route("/visits/<uuid:visit_id>/question", methods=["GET", "POST"])
@needs(Can.VISIT_WRITE)
def question(visit_id: UUID) -> ResponseReturnValue:
    mine, form = mine_or_404(me(), visit_id), ReplyForm()
    asked = queries.unanswered(mine)
    if form.validate_on_submit():
        reply(mine, words=form.answer.data or "", by=me())
        flash(_("Your answer is with the reviewer. Nothing else of your report was changed."))
        return redirect(url_for(".today"))
    if asked is None:
        return redirect(url_for(".visit", visit_id=mine.id))
    about = {"visit": mine, "asked": in_context(mine, asked), "day": visited_words(mine)}
    return render_template("visits/question.html", form=form, **about), 400 if form.errors else 200
