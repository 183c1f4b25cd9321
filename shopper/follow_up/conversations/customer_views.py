"""Customers: the list, one of them, writing one down, and letting go."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.follow_up.blueprint import ID, follow_up
from shopper.follow_up.conversations import commands, pages, queries
from shopper.follow_up.conversations.forms import CustomerForm, EraseForm, PlainForm, as_written
from shopper.follow_up.conversations.weeks import today_of
from shopper.follow_up.conversations.words import where
from shopper.models import Customer
from shopper.permissions import Can, needs


@follow_up.get("/customers")
@needs(Can.CONVERSE)
def customers() -> ResponseReturnValue:
    return render_template("conversations/customers.html", page=pages.customers_page(me(), request.args))


@follow_up.route("/customers/new", methods=["GET", "POST"])
@needs(Can.CONVERSE)
def customer_new() -> ResponseReturnValue:
    form = CustomerForm()
    form.offer(queries.branches(me()))
    tried = attempt(
        form, lambda: commands.add_customer(form.branches[form.branch.data], form.wanted(), by=me())
    )
    if tried.done:
        flash(_("Written down. Put them on this week, or log a conversation."))
        return redirect(url_for(".customer", customer_id=tried.result.id))
    return render_template("conversations/customer_form.html", form=form, customer=None), tried.status


@follow_up.get(f"/customers/<{ID}:customer_id>")
@needs(Can.CONVERSE)
def customer(customer_id: int) -> ResponseReturnValue:
    return _page(queries.customer_or_404(me(), customer_id))


@follow_up.route(f"/customers/<{ID}:customer_id>/change", methods=["GET", "POST"])
@needs(Can.CONVERSE)
def customer_change(customer_id: int) -> ResponseReturnValue:
    found = queries.customer_or_404(me(), customer_id)
    form = CustomerForm(data=as_written(found))
    form.offer(queries.branches(me()))
    tried = attempt(
        form,
        lambda: commands.change_customer(
            found, form.wanted(), branch=form.branches[form.branch.data], by=me()
        ),
    )
    if tried.done:
        flash(_("Changed. From now on it holds for everybody who talks to them."))
        return redirect(url_for(".customer", customer_id=customer_id))
    return render_template("conversations/customer_form.html", form=form, customer=found), tried.status


@follow_up.post(f"/customers/<{ID}:customer_id>/plan")
@needs(Can.CONVERSE)
def customer_plan(customer_id: int) -> ResponseReturnValue:
    found, form = queries.customer_or_404(me(), customer_id), PlainForm()
    tried = attempt(form, lambda: commands.plan_conversation(found, by=me()))
    if tried.done:
        return redirect(url_for(".conversations"))
    return _page(found, form, tried.status)


@follow_up.post(f"/customers/<{ID}:customer_id>/log")
@needs(Can.CONVERSE)
def customer_log(customer_id: int) -> ResponseReturnValue:
    found, form = queries.customer_or_404(me(), customer_id), PlainForm()
    tried = attempt(form, lambda: commands.begin_log(found, by=me()))
    if tried.done:
        return redirect(url_for(".conversation", conversation_id=tried.result.id))
    return _page(found, form, tried.status)


@follow_up.post(f"/customers/<{ID}:customer_id>/erase")
@needs(Can.CONVERSE)
def customer_erase(customer_id: int) -> ResponseReturnValue:
    found, form = queries.customer_or_404(me(), customer_id), EraseForm()
    tried = attempt(form, lambda: commands.erase_customer(found, by=me()))
    if tried.done:
        flash(_("Erased. Conversations with them are still counted, without a name and without words."))
        return redirect(url_for(".customers"))
    return _page(found, status=tried.status, erasing=form)


def _page(
    found: Customer, form: PlainForm | None = None, status: int = 200, erasing: EraseForm | None = None
) -> ResponseReturnValue:
    today = today_of(me())
    page = render_template(
        "conversations/customer.html",
        customer=found,
        where=where(found),
        reach=pages.reach(me(), found, today),
        earlier=pages.earlier(me(), found, today),
        under_way=queries.under_way_with(me(), found),
        form=form,
        erasing=erasing or EraseForm(formdata=None),
    )
    return page, status
