"""Pages of people, their roles and invitations."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.commands import invitation_link
from shopper.admin.people import commands, queries
from shopper.admin.people.forms import ROLE_NAMES, GrantForm, InviteForm
from shopper.admin.places.queries import region_or_404
from shopper.attempts import attempt
from shopper.models import Grant, Person, Role
from shopper.permissions import Can, needs


@admin.get("/people")
@needs(Can.PEOPLE_EDIT)
def people() -> ResponseReturnValue:
    words, page = request.args.get("q", "").strip()[:100], max(1, request.args.get("page", 1, int))
    rows, more = queries.people(me(), words, page)
    return render_template(
        "admin/people.html",
        people=rows,
        more=more,
        words=words,
        page=page,
        grants=queries.grants(me(), rows),
        invitations=queries.invitations(me()),
        role_names=ROLE_NAMES,
    )


@admin.route("/people/invite", methods=["GET", "POST"])
@needs(Can.PEOPLE_EDIT)
def invite() -> ResponseReturnValue:
    form = InviteForm()
    form.offer(queries.regions(me()))
    tried = attempt(
        form,
        lambda: commands.invite(region_or_404(me(), form.region.data), form.guest(), by=me()),
    )
    if not tried.done:
        return render_template("admin/invite.html", form=form), tried.status
    invitation, token = tried.result
    return render_template("admin/invited.html", invitation=invitation, link=invitation_link(token))


@admin.post("/invitations/<int:invitation_id>/withdraw")
@needs(Can.PEOPLE_EDIT)
def withdraw(invitation_id: int) -> ResponseReturnValue:
    row = commands.withdraw(queries.invitation_or_404(me(), invitation_id), by=me())
    flash(_("The link for %(name)s no longer works.", name=row.name))
    return redirect(url_for(".people"))


@admin.route("/people/<int:person_id>", methods=["GET", "POST"])
@needs(Can.PEOPLE_EDIT)
def person(person_id: int) -> ResponseReturnValue:
    row, form = queries.person_or_404(me(), person_id), GrantForm()
    form.offer(queries.regions(me()))
    tried = attempt(form, lambda: _give(row, form))
    if tried.done:
        flash(_("%(name)s has one more role.", name=row.name))
        return redirect(url_for(".person", person_id=person_id))
    return render_template("admin/person.html", form=form, **_shown(row)), tried.status


def _give(row: Person, form: GrantForm) -> Grant:
    region = region_or_404(me(), form.region.data)
    return commands.add_grant(Role(form.role.data), row, region, by=me())


def _shown(row: Person) -> dict[str, object]:
    return {
        "one": row,
        "grants": queries.grants(me(), [row]).get(row.id, []),
        "role_names": ROLE_NAMES,
        "more": queries.has_more(me(), row),
    }


@admin.post("/people/<int:person_id>/roles/<int:grant_id>/remove")
@needs(Can.PEOPLE_EDIT)
def remove_grant(person_id: int, grant_id: int) -> ResponseReturnValue:
    grant = queries.grant_or_404(me(), person_id, grant_id)
    commands.remove_grant(grant.role, grant.person, grant.region, by=me())
    flash(_("The role is removed."))
    return redirect(url_for(".people"))


@admin.post("/people/<int:person_id>/deactivate")
@needs(Can.PEOPLE_EDIT)
def deactivate(person_id: int) -> ResponseReturnValue:
    row = commands.deactivate(queries.person_or_404(me(), person_id), by=me())
    flash(_("%(name)s is signed out everywhere; open visits went back.", name=row.name))
    return redirect(url_for(".person", person_id=person_id))


@admin.post("/people/<int:person_id>/reactivate")
@needs(Can.PEOPLE_EDIT)
def reactivate(person_id: int) -> ResponseReturnValue:
    row = commands.reactivate(queries.person_or_404(me(), person_id), by=me())
    flash(_("%(name)s can sign in again.", name=row.name))
    return redirect(url_for(".person", person_id=person_id))
