"""One question across branches, and its CSVs."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.dashboards.pages import page_of
from shopper.permissions import Can, needs

BRANCHES_A_PAGE, QUOTES_A_PAGE = 40, 10


@dashboards.get("/question")
@needs(Can.RESULTS_SEE)
def question() -> ResponseReturnValue:
    made, tables = making().question, making().question_table
    page = made.question_page(me(), read(me(), request.args), request.args.get("question", ""))
    part = page_of(tables.shown(page), request.args.get("page", ""), BRANCHES_A_PAGE)
    quotes = page_of(page.quotes, request.args.get("words", ""), QUOTES_A_PAGE)
    return render_template(
        "dashboards/question.html",
        page=page,
        showing=page.showing,
        part=part,
        rows=tables.rows(page, part.items),
        head=tables.head(page),
        table_title=tables.title(page),
        quotes=quotes,
        words_title=making().question_quotes.title(page.quotes),
    )


@dashboards.get("/question/<name>.xlsx", endpoint="question_xlsx")
@dashboards.get("/question/<name>.csv")
@needs(Can.RESULTS_SEE)
def question_csv(name: str) -> ResponseReturnValue:
    page = making().question.question_page(me(), read(me(), request.args), request.args.get("question", ""))
    if name == "answers" and page.chart:
        return spreadsheet(
            page.chart.columns,
            page.chart.rows,
            f"question-{page.key}-answers",
            page.showing.stated(question=page.key),
        )
    if name == "branches" and page.rates:
        columns, rows = making().question_table.sheet(page)
        return spreadsheet(
            columns, rows, f"question-{page.key}-branches", page.showing.stated(question=page.key)
        )
    return abort(404)
