"""The regions and branches that an admin may edit."""

from shopper.admin.places.queries.branches import (
    PAGE,
    UNSENT,
    Found,
    Which,
    branch_coded,
    branch_or_404,
    branches,
    visits_in_the_way,
)
from shopper.admin.places.queries.ground import (
    Ground,
    KnownBranch,
    KnownRegion,
    client_or_404,
    clients_of,
    export_rows,
    ground,
    sheet_or_404,
    stamp,
)
from shopper.admin.places.queries.tree import (
    Inside,
    Node,
    branches_and_visits,
    client_named,
    client_names,
    inside,
    longest_path,
    managers_over,
    region_named,
    region_or_404,
    regions,
    tree,
)
