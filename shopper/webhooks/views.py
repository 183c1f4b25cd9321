"""Pages of a client's webhooks."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.admin.client_settings.queries import client_or_404
from shopper.attempts import attempt
from shopper.form_parts import sure
from shopper.models import Webhook
from shopper.permissions import Can, needs
from shopper.webhooks import commands, queries, words
from shopper.webhooks.forms import WebhookForm
from shopper.webhooks.sending import deliver, is_good

webhooks = Blueprint("webhooks", __name__, url_prefix="/admin")
SWITCHES = {"pause": commands.pause_webhook, "resume": commands.resume_webhook}


@webhooks.route("/settings/<int:client_id>/webhooks", methods=["GET", "POST"])
@needs(Can.SETTINGS_EDIT)
def index(client_id: int) -> ResponseReturnValue:
    client = client_or_404(me(), client_id)
    form = WebhookForm()
    tried = attempt(form, lambda: commands.add_webhook(client, url=sure(form.url), by=me()))
    if tried.done:
        return render_template("webhooks/added.html", webhook=tried.result, client=client, words=words)
    page = {"webhooks": queries.of_client(client), "counts": queries.counts(client), "words": words}
    return render_template("webhooks/index.html", form=form, client=client, **page), tried.status


@webhooks.get("/webhooks/<int:webhook_id>")
@needs(Can.SETTINGS_EDIT)
def webhook(webhook_id: int) -> ResponseReturnValue:
    row = queries.webhook_or_404(me(), webhook_id)
    rows = queries.latest(row)
    page = {"rows": rows, "places": queries.places_of(rows), "words": words}
    return render_template("webhooks/webhook.html", webhook=row, **page)


@webhooks.post("/webhooks/<int:webhook_id>/test")
@needs(Can.SETTINGS_EDIT)
def test(webhook_id: int) -> ResponseReturnValue:
    """Sent at once, and its end is waited for: a few seconds at most."""
    row = queries.webhook_or_404(me(), webhook_id)
    answer = deliver(commands.prepare_test(row, by=me()).id)
    if answer and is_good(answer):
        flash(_("The test arrived after %(took)s ms.", took=answer.took_ms))
    else:
        flash(_("The test did not arrive. The list says why."))
    return _to(row)


@webhooks.post("/webhooks/<int:webhook_id>/switch")
@needs(Can.SETTINGS_EDIT)
def switch(webhook_id: int) -> ResponseReturnValue:
    """Pause it, or let it go on."""
    row = queries.webhook_or_404(me(), webhook_id)
    wanted = SWITCHES.get(request.form.get("to", "")) or abort(400)
    wanted(row, by=me())
    return _to(row)


@webhooks.post("/webhooks/<int:webhook_id>/remove")
@needs(Can.SETTINGS_EDIT)
def remove(webhook_id: int) -> ResponseReturnValue:
    client = commands.remove_webhook(queries.webhook_or_404(me(), webhook_id), by=me())
    flash(_("The program is told nothing more."))
    return redirect(url_for(".index", client_id=client.id))


@webhooks.post("/webhooks/deliveries/<uuid:delivery_id>/again")
@needs(Can.SETTINGS_EDIT)
def send_again(delivery_id: UUID) -> ResponseReturnValue:
    row = commands.send_again(queries.delivery_or_404(me(), delivery_id), by=me())
    flash(_("It is sent again within a minute or two."))
    return _to(row)


def _to(row: Webhook) -> ResponseReturnValue:
    return redirect(url_for(".webhook", webhook_id=row.id))
