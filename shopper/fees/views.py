"""The ledger as a page and as a file."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.dashboards.exports import spreadsheet
from shopper.evidence import serving
from shopper.fees import commands, queries
from shopper.fees.blueprint import fees
from shopper.fees.forms import DecideForm, LedgerForm
from shopper.fees.words import TOTAL_WORDS, kind_words, state_words, sum_words
from shopper.language import day
from shopper.models import Fee, FeeState
from shopper.money import money_words, plain
from shopper.permissions import Can, needs


@fees.route("/", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def ledger() -> ResponseReturnValue:
    """The lines; posting moves the ticked ones on."""
    finding = _asked()
    page, form = max(1, request.args.get("page", 1, int)), DecideForm()
    found = queries.ledger(me(), finding.asked(), page)
    form.offer(found)
    tried = attempt(form, lambda: _decide(form))
    if tried.done:
        flash(ngettext("%(num)s is marked so.", "%(num)s are marked so.", tried.result))
        return redirect(url_for(".ledger", page=page, **finding.args()))
    return render_template(
        "fees/ledger.html",
        finding=finding,
        form=form,
        found=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        page=page,
        totals=_totals(finding),
        kind_words=kind_words,
        state_words=state_words,
        sum_words=sum_words,
    ), tried.status


def _asked() -> LedgerForm:
    form = LedgerForm(request.args, meta={"csrf": False})
    form.offer()
    return form


def _decide(form: DecideForm) -> int:
    ticked = queries.chosen(me(), form.fees.data or ())
    return commands.decide(ticked, to=FeeState(form.to.data), reason=form.reason.data or "", by=me())


def _totals(finding: LedgerForm) -> list[str]:
    rows = queries.totals(me(), finding.asked())
    return [
        _("%(sum)s %(state)s (%(number)s)", sum=money_words(total, c), state=TOTAL_WORDS[state], number=n)
        for c, state, n, total in rows
    ]


@fees.get("/fees.xlsx", endpoint="ledger_xlsx")
@fees.get("/fees.csv")
@needs(Can.WAVES_EDIT)
def ledger_csv() -> ResponseReturnValue:
    """All lines that were asked for, one visit's fee or expenses a row."""
    columns = (
        _("Day of the visit"), _("Shopper"), _("Branch"), _("Wave"), _("Reference"), _("Kind"), _("Sum"),
        _("Currency"), _("State"), _("For"), _("Reason"), _("Decided"), _("Photo of the receipt"),
    )  # fmt: skip
    rows = [_row(fee) for fee in queries.ledger(me(), _asked().asked())]
    return spreadsheet(columns, rows, "fees")


def _row(fee: Fee) -> list[object]:
    visit = fee.visit
    return [
        visit.visited_on.isoformat() if visit.visited_on else None, fee.person.name, visit.branch.name,
        visit.wave.name if visit.wave else None, visit.reference, kind_words(fee),
        plain(fee.amount, fee.currency), fee.currency, state_words(fee), fee.note, fee.reason,
        day(fee.decided_at) if fee.decided_at else None, _("yes") if fee.photo_sha256 else None,
    ]  # fmt: skip


@fees.get("/<int:fee_id>/receipt")
@needs(Can.ACCOUNT)
def receipt(fee_id: int) -> ResponseReturnValue:
    """The photo of a receipt, through its line: who may see the line may see it."""
    return serving.photo(queries.receipt_or_404(me(), fee_id))
