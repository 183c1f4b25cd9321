"""Making one account of two: find the other, read what moves, do it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.people import commands, queries
from shopper.admin.people.queries import Which
from shopper.attempts import attempt
from shopper.permissions import Can, needs
from shopper.roles.words import ROLE_NAMES


@admin.get("/people/<int:person_id>/merge")
@needs(Can.PEOPLE_EDIT)
def find_other(person_id: int) -> ResponseReturnValue:
    """Which is the other account of the same human? At first those of the same name."""
    row = queries.person_or_404(me(), person_id)
    words = request.args.get("q", row.name).strip()[:100]
    found = queries.people(me(), Which(words), request.args.get("page", 1, int))
    others = [one for one in found.people if one.id != person_id and not one.merged_into_id]
    return render_template(
        "admin/merge_find.html",
        one=row,
        words=words,
        found=found,
        others=others,
        grants=queries.grants(me(), others),
        role_names=ROLE_NAMES,
    )


@admin.route("/people/<int:person_id>/merge-into/<int:stays_id>", methods=["GET", "POST"])
@needs(Can.PEOPLE_EDIT)
def merge(person_id: int, stays_id: int) -> ResponseReturnValue:
    """What moves, and doing it."""
    goes, stays = (queries.person_or_404(me(), one) for one in (person_id, stays_id))
    form = FlaskForm()
    tried = attempt(form, lambda: commands.merge(goes, stays, by=me()))
    if tried.done:
        flash(_("Both are one now: %(name)s.", name=stays.name))
        return redirect(url_for(".person", person_id=stays_id))
    return render_template(
        "admin/merge.html",
        form=form,
        goes=goes,
        stays=stays,
        grants=queries.grants(me(), [goes, stays]),
        held={one.id: queries.holdings(one) for one in (goes, stays)},
        crossed=queries.reviewed_by_each_other([goes, stays]),
        role_names=ROLE_NAMES,
    ), tried.status
