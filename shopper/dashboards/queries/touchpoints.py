"""The overall score of every branch of the client, as a table."""

from scoring.comparison import CellTable
from shopper.dashboards.queries.chain import Chain, cell_table
from shopper.dashboards.queries.scope import Scope
from shopper.models import Person


def comparison_table(person: Person, scope: Scope) -> CellTable | None:
    """That of every branch of the client that was not closed by the end, over the trailing year or the
    period where that is longer; None without visits. Only what is made of all of it together may be shown."""
    chain = Chain(person, scope)
    table = cell_table(chain.table("overall"), but=chain.closed)
    return table if len(table.branch) else None
