"""How many people are on duty at the branches of a wave."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.admin.client_settings.queries import settings_of
from shopper.attempts import attempt
from shopper.fieldwork.queries import covers, wave_or_404
from shopper.fieldwork.terms import DAY_PART_WORDS
from shopper.models import Wave, WaveBranch
from shopper.permissions import Can, needs
from shopper.privacy.blueprint import privacy
from shopper.privacy.duty.commands import keep_on_duty
from shopper.privacy.duty.forms import DutyForm
from shopper.privacy.duty.queries import branches


@privacy.route("/waves/<int:wave_id>/on-duty", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def on_duty(wave_id: int) -> ResponseReturnValue:
    wave, page = _mine_whole_or_404(wave_id), max(1, request.args.get("page", 1, int))
    rows, pages = branches(wave, page)
    form = DutyForm(request.form if request.method == "POST" else None, rows)
    tried = attempt(form, lambda: _keep(wave, form, rows))
    if tried.done:
        flash(_("The numbers are kept."))
        return redirect(url_for(".on_duty", wave_id=wave_id, page=page))
    parts = [(part, words) for part, words in DAY_PART_WORDS.items() if part in wave.day_parts]
    shown = {
        "wave": wave,
        "rows": rows,
        "parts": [("", _("At any time")), *parts],
        "page": page,
        "pages": pages,
    }
    least = settings_of(wave.client_id).least_on_duty
    return render_template("privacy/on_duty.html", form=form, least=least, **shown), tried.status


def _mine_whole_or_404(wave_id: int) -> Wave:
    row = wave_or_404(me(), wave_id)
    return row if covers(me(), row) else abort(404)


def _keep(wave: Wave, form: DutyForm, rows: list[WaveBranch]) -> None:
    keep_on_duty(wave, rows=rows, told=form.told(), branches=len(rows), by=me())
