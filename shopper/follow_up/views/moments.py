"""Moments: the list, one of them, and the page for the staff room."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper import clock
from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.follow_up.actions.queries import branch_or_404
from shopper.follow_up.blueprint import ID, follow_up
from shopper.follow_up.moments import commands, pages, queries
from shopper.follow_up.moments.forms import ToldForm
from shopper.models import Moment, Visit
from shopper.permissions import Can, needs


@follow_up.get("/moments")
@needs(Can.FOLLOW_UP)
def moments() -> ResponseReturnValue:
    return render_template("follow_up/moments.html", page=pages.moments_page(me(), request.args))


@follow_up.route("/moments/<uuid:visit_id>/<key>", methods=["GET", "POST"])
@needs(Can.FOLLOW_UP)
def moment(visit_id: UUID, key: str) -> ResponseReturnValue:
    visit, told = queries.moment_or_404(me(), visit_id, key)
    form = ToldForm(obj=told, data={"agreed": bool(told and told.agreed_on)})
    tried = attempt(form, lambda: commands.tell_moment(visit, key, _days(form, visit, told), by=me()))
    if tried.done:
        flash(_("Noted, with your name beside what changed."))
        return redirect(url_for(".moments"))
    return render_template(
        "follow_up/moment.html", form=form, page=pages.moment_page(visit, key, told)
    ), tried.status


def _days(form: ToldForm, visit: Visit, told: Moment | None) -> commands.Days:
    """A tick is for today, unless it was there before."""
    today = clock.local_date(clock.now(), visit.branch.time_zone)
    agreed = (told and told.agreed_on) or today
    return commands.Days(
        form.told_employee_on.data, form.told_manager_on.data, agreed if form.agreed.data else None
    )


@follow_up.get(f"/branches/<{ID}:branch_id>/staff-room")
@needs(Can.FOLLOW_UP)
def staff_room(branch_id: int) -> ResponseReturnValue:
    branch = branch_or_404(me(), branch_id)
    page = pages.staff_room(me(), branch, request.args.get("month", ""))
    return render_template("follow_up/staff_room.html", page=page, branch=branch)
