"""The queue of reports, one report with its working, and the decision on it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.models import Visit
from shopper.permissions import Can, needs
from shopper.review import commands, queries
from shopper.review.forms import ACCEPT, ASK, REJECT, DecisionForm, decision_form
from shopper.review.pages import Report, not_completed_lines, report_page, waiting_lines
from shopper.review.rules import refuse_own
from shopper.review.shoppers.queries import shopper_or_404
from shopper.troubles import Refused

review = Blueprint("review", __name__)

ID = "int(max=2147483647)"
BESIDE = 12
"""Lines of the queue that stand beside a report."""


@review.get("/review")
@needs(Can.VISIT_REVIEW)
def queue() -> ResponseReturnValue:
    page = max(1, request.args.get("page", 1, type=int))
    waiting = queries.queue(me(), page=page)
    with_shopper = queries.queue(me(), queries.WITH_SHOPPER)
    return render_template(
        "review/queue.html",
        count=queries.queue_length(me()),
        waiting=waiting_lines(waiting[: queries.PAGE]),
        with_shopper=waiting_lines(with_shopper[: queries.PAGE]),
        stopped=not_completed_lines(queries.not_completed(me())),
        page=page,
        more=len(waiting) > queries.PAGE,
    )


@review.get("/review/shoppers")
@needs(Can.VISIT_REVIEW)
def shoppers() -> ResponseReturnValue:
    from shopper.review.shoppers.marking import marking_page  # noqa: PLC0415 - scipy loads when somebody asks

    return render_template("review/shoppers.html", page=marking_page(me()))


@review.get(f"/review/shoppers/<{ID}:person_id>")
@needs(Can.VISIT_REVIEW)
def shopper(person_id: int) -> ResponseReturnValue:
    from shopper.review.shoppers.page import shopper_page  # noqa: PLC0415 - scipy loads when somebody asks

    found = shopper_or_404(me(), person_id)
    return render_template("review/shopper.html", page=shopper_page(me(), found))


@review.route("/review/<uuid:visit_id>", methods=["GET", "POST"])
@needs(Can.VISIT_REVIEW)
def report(visit_id: UUID) -> ResponseReturnValue:
    visit = queries.report_or_404(me(), visit_id)
    refuse_own(visit, me())
    shown = report_page(me(), visit)
    form = decision_form(shown.read, shown.asks_leaving, shown.questions)
    if not form.validate_on_submit():
        return _report(shown, form, 400 if form.errors else 200)
    try:
        _decide(visit, form)
    except Refused as refused:
        form.form_errors.append(str(refused))
        shown = report_page(me(), visit)
        form.read.data = shown.read
        return _report(shown, form, refused.status)
    return redirect(url_for(".queue", _anchor="main"))  # else the browser keeps the form's anchor


def _report(shown: Report, form: DecisionForm, status: int) -> ResponseReturnValue:
    from shopper.review.checks.page import checks_page  # noqa: PLC0415 - scipy loads when somebody reads
    from shopper.review.shoppers.page import beside_report  # noqa: PLC0415

    beside = waiting_lines(queries.queue(me(), size=BESIDE)[:BESIDE])
    page = {"report": shown, "form": form, "beside": beside, "count": queries.queue_length(me())}
    page["checks"] = checks_page(me(), shown.visit) if shown.open else None
    page["marks"] = beside_report(me(), shown.visit.shopper) if shown.open and shown.visit.shopper else None
    return render_template("review/report.html", **page), status


def _decide(visit: Visit, form: DecisionForm) -> None:
    """Call the command that was chosen and say what came of it."""
    words, read = form.words.data or "", UUID(form.read.data) if form.read.data else None
    if form.decision.data == ACCEPT:
        unseen = bool(form.leaving_unseen and form.leaving_unseen.data)
        commands.accept(visit, words=words, leaving_unseen=unseen, read=read, by=me())
        flash(_("%(branch)s is accepted and scored.", branch=visit.branch.name))
    elif form.decision.data == ASK:
        commands.ask(visit, words=words, key=form.about.data or "", read=read, by=me())
        flash(_("Your question is with the shopper. The report comes up here again with the answer."))
    elif form.decision.data == REJECT:
        commands.reject(visit, words=words, read=read, by=me())
        flash(_("%(branch)s is rejected. The shopper reads why, and may appeal.", branch=visit.branch.name))
    else:
        commands.return_for_changes(visit, words=words, read=read, by=me())
        flash(_("%(branch)s is returned. The shopper reads what you wrote.", branch=visit.branch.name))


@review.post("/review/<uuid:visit_id>/release")
@needs(Can.VISIT_REVIEW)
def release(visit_id: UUID) -> ResponseReturnValue:
    commands.release_visit(queries.report_or_404(me(), visit_id), me())
    flash(_("Released: the visit counts in every figure now."))
    return redirect(url_for(".report", visit_id=visit_id))


@review.post("/review/<uuid:visit_id>/withdraw")
@needs(Can.VISIT_REVIEW)
def withdraw(visit_id: UUID) -> ResponseReturnValue:
    commands.withdraw_visit(queries.report_or_404(me(), visit_id), me())
    flash(_("Withdrawn: the visit counts in no figure until it is released again."))
    return redirect(url_for(".report", visit_id=visit_id))
