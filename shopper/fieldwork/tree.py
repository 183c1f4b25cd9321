"""The regions and branches that a plan may choose from, as a tree that folds."""

from collections.abc import Collection
from dataclasses import dataclass, field

from shopper.fieldwork.forms import WaveForm
from shopper.fieldwork.queries import Spot
from shopper.models import Region
from shopper.reach import Place


@dataclass
class Node:
    """A region with the branches that stand in it and the regions below; the numbers count all below."""

    region: Region
    spots: list[Spot] = field(default_factory=list)
    below: list["Node"] = field(default_factory=list)
    branches: int = 0
    chosen: int = 0


def tree(places: list[Place], spots: list[Spot], ticked: Collection[int]) -> list[Node]:
    """Each region inside its parent, without those that have no branch to show."""
    nodes = {place.region.id: Node(place.region) for place in places}
    for spot in spots:
        nodes[spot.region_id].spots.append(spot)
    tops: list[Node] = []
    for node in nodes.values():
        over = nodes.get(node.region.parent_id or 0)
        (over.below if over else tops).append(node)
    return [node for node in tops if _counted(node, ticked)]


def _counted(node: Node, ticked: Collection[int]) -> int:
    """How many branches stand in and below it; regions without any are taken out."""
    node.below = [child for child in node.below if _counted(child, ticked)]
    node.branches = len(node.spots) + sum(child.branches for child in node.below)
    node.chosen = sum(spot.id in ticked for spot in node.spots) + sum(child.chosen for child in node.below)
    return node.branches


def out_of_sight(form: WaveForm, spots: list[Spot], tops: list[Node]) -> list[tuple[str, str]]:
    """What was ticked and written at branches and regions that a search leaves out, to carry it along."""
    shown, regions = {spot.id for spot in spots}, set(_regions(tops))
    return [
        *(("regions", str(one)) for one in form.regions.data or () if one not in regions),
        *(("branches", str(one)) for one in form.branches.data or () if one not in shown),
        *((f"visits-{one}", text) for one, text in form.own.items() if one not in shown),
    ]


def _regions(nodes: list[Node]) -> list[int]:
    return [one for node in nodes for one in (node.region.id, *_regions(node.below))]
