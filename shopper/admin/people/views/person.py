"""One person: their roles here, and what else there is to do about the account."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.queries import second_factor
from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.people import commands, queries
from shopper.admin.people.forms import GrantForm
from shopper.admin.places.queries import region_or_404
from shopper.attempts import attempt
from shopper.extensions import db
from shopper.models import Grant, Person, Role
from shopper.permissions import Can, needs
from shopper.roles.words import ROLE_NAMES


@admin.route("/people/<int:person_id>", methods=["GET", "POST"])
@needs(Can.PEOPLE_EDIT)
def person(person_id: int) -> ResponseReturnValue:
    row, form = queries.person_or_404(me(), person_id), GrantForm()
    form.offer(queries.regions(me()))
    tried = attempt(form, lambda: _give(row, form))
    if tried.done:
        flash(_("%(name)s has one more role.", name=row.name))
        return redirect(url_for(".person", person_id=person_id))
    warned = tried.code == "holds_visits" or form.knowing.data
    return render_template("admin/person.html", form=form, warned=warned, **_shown(row)), tried.status


def _give(row: Person, form: GrantForm) -> Grant:
    region = region_or_404(me(), form.region.data)
    return commands.add_grant(Role(form.role.data), row, region, knowing=form.knowing.data, by=me())


def _shown(row: Person) -> dict[str, Any]:
    return {
        "one": row,
        "grants": queries.grants(me(), [row]).get(row.id, []),
        "role_names": ROLE_NAMES,
        "more": queries.has_more(me(), row),
        "held": queries.holdings(row),
        "became": db.session.get(Person, row.merged_into_id) if row.merged_into_id else None,
        "merged": queries.merged_into(me(), row),
        "own": row.id == me().id,
        "second_factor": second_factor(row) is not None,
    }


@admin.post("/people/<int:person_id>/roles/<int:grant_id>/remove")
@needs(Can.PEOPLE_EDIT)
def remove_grant(person_id: int, grant_id: int) -> ResponseReturnValue:
    grant = queries.grant_or_404(me(), person_id, grant_id)
    commands.remove_grant(grant.role, grant.person, grant.region, by=me())
    flash(_("The role is removed."))
    return redirect(url_for(".people"))
