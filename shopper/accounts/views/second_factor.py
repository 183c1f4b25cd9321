"""The second factor: set up, new recovery codes, off."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts import codes, commands, queries
from shopper.accounts.blueprint import accounts
from shopper.accounts.forms import FirstCodeForm, PasswordForm, SecondFactorForm
from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.form_parts import sure
from shopper.models import SecondFactor
from shopper.permissions import Can, needs


@accounts.route("/account/second-factor", methods=["GET", "POST"])
@needs(Can.ACCOUNT)
def second_factor() -> ResponseReturnValue:
    if queries.asks_for_code(me()):
        return _guarded()
    form = PasswordForm()
    tried = attempt(form, lambda: commands.begin_second_factor(me(), sure(form.password), _address()))
    if tried.done:
        return redirect(url_for(".confirm_second_factor"))
    return render_template("accounts/second_factor.html", form=form), tried.status


def _guarded() -> ResponseReturnValue:
    """What somebody who has one may do: new recovery codes, or switch it off."""
    form, off = SecondFactorForm(), request.form.get("do") == "off"
    act = commands.switch_off_second_factor if off else commands.renew_recovery_codes
    tried = attempt(form, lambda: act(me(), sure(form.password), sure(form.one_time_code), _address()))
    if tried.done and off:
        flash(_("Your second factor is switched off."))
        return redirect(url_for(".me"))
    if tried.done:
        return render_template("accounts/recovery_codes.html", papers=tried.result)
    factor = queries.second_factor(me())
    left = [row for row in factor.codes if not row.used_at] if factor else []
    return render_template("accounts/guarded.html", form=form, left=len(left)), tried.status


@accounts.route("/account/second-factor/confirm", methods=["GET", "POST"])
@needs(Can.ACCOUNT)
def confirm_second_factor() -> ResponseReturnValue:
    factor = queries.second_factor(me())
    if factor is None or factor.confirmed_at:
        return redirect(url_for(".second_factor"))
    form = FirstCodeForm()
    tried = attempt(form, lambda: commands.confirm_second_factor(me(), sure(form.one_time_code), _address()))
    if tried.done:
        return render_template("accounts/recovery_codes.html", papers=tried.result)
    return render_template("accounts/confirm_second_factor.html", form=form, **_to_scan(factor)), tried.status


def _to_scan(factor: SecondFactor) -> dict[str, object]:
    return {
        "picture": codes.picture(factor.secret, me().sign_in),
        "secret": codes.in_fours(factor.secret),
        "link": codes.address_of(factor.secret, me().sign_in),
    }


def _address() -> str:
    return request.remote_addr or ""
