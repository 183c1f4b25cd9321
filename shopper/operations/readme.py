"""The README of an export: what is in which file, and what every column means."""

from collections.abc import Iterable

from shopper import clock
from shopper.models import Model
from shopper.operations.meanings import ABOUT, ANSWERS, SECRET, meaning

HEAD = """\
Everything of {client} in Last Inch, as it stood on {at}.

This holds personal data: names and sign-ins of shoppers and staff, who visited which branch and when,
and photos. It is for {client}'s own use: keep it where only those can read it who need it, and delete
it when it has served. Passwords and anything else by which people sign in are not in it.

Tables are CSV in UTF-8 with commas; the first line names the columns. Times are in UTC, an empty cell
is not known, and a cell that begins with = + - @ has an apostrophe before it, so that no spreadsheet
runs it. SHA256SUMS proves that nothing was changed: sha256sum -c SHA256SUMS

question-sets/SLUG/NUMBER.yaml   what was asked, one file for each version
photos/VISIT/QUESTION-SUM.jpg    photos as they came with reports; of self-checks in photos/self-check-NUMBER/
photos/receipts, appeals, actions   those beside a fee, an appeal and an action's note, by its number
"""


def readme(client: str, missing: Iterable[str]) -> str:
    """The words of README.txt."""
    parts = [HEAD.format(client=client, at=clock.now().strftime("%Y-%m-%d %H:%M UTC"))]
    parts += [_table(name) for name in ABOUT]
    parts.append(_listed("answers.csv", "Every answer of every visit, one line each.", ANSWERS))
    gone = list(missing)
    if gone:
        parts.append("Photos that were not on the disk:\n" + "\n".join(f"  {sha256}" for sha256 in gone))
    return "\n".join(parts) + "\n"


def _table(name: str) -> str:
    columns = Model.metadata.tables[name].columns.keys()
    told = {column: meaning(name, column) for column in columns if f"{name}.{column}" not in SECRET}
    return _listed(f"{name}.csv", ABOUT[name], told)


def _listed(file: str, about: str, columns: dict[str, str]) -> str:
    width = max(map(len, columns))
    lines = (f"  {name:<{width}}  {means}" for name, means in columns.items())
    return "\n".join([f"{file}\n  {about}", "", *lines, ""])
