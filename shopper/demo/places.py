"""The demo organisation: a client, three regions, eight branches each, and how good each truly is.

What the dashboards should find: South starts low and gets better after a date; Harbour Street sets up
well and loses it at the door; Moorside has too few visits to compare; Castle Gate is the best of North."""

from dataclasses import dataclass, field

CLIENT = "Alder & Pike"
MANAGED = "North"

REGIONS = {
    "North": (
        "Mill Lane", "Harbour Street", "Castle Gate", "Old Town",
        "Ferry Lane", "Station Road", "Market Hill", "Moorside",
    ),
    "Coast": (
        "Quayside", "Bridge Street", "Lighthouse Row", "Pier Head",
        "Sandgate", "Fisher Square", "Beach Road", "Cliff Walk",
    ),
    "South": (
        "Northgate", "Abbey Green", "Kiln Yard", "Park Row",
        "Canal Side", "Orchard Way", "Weaver Street", "Corn Exchange",
    ),
}  # fmt: skip

MIDDLES = {"North": (53.72, -6.35), "Coast": (53.31, -6.12), "South": (52.84, -6.93)}
UNPLACED = "Moorside"
"""Whose latitude and longitude nobody wrote down yet."""
CHLOE_STARTS = (53.35, -6.26)

IMPROVING, FROM_MONTH, GAIN = "South", 4, 0.14
WHY_BETTER = "South: two people at the counter from 8 to 10, and one of them says goodbye"
WEAK_FINISH, FEW_VISITS, BEST, FAILS_ONCE = "Harbour Street", "Moorside", "Castle Gate", "Old Town"


@dataclass(frozen=True)
class Truth:
    """How often things go well at a branch: everywhere, and what is different at some touchpoints."""

    base: float
    shift: dict[str, float] = field(default_factory=dict)

    def quality(self, keys: list[str], more: float = 0.0) -> dict[str, float]:
        """The chance of a good result at each touchpoint, `more` added everywhere."""
        return {key: self.base + self.shift.get(key, 0.0) + more for key in keys}


TOLD = {WEAK_FINISH: Truth(0.9, {"leaving": -0.55}), BEST: Truth(0.95)}


def truth_of(region: str, branch: str) -> Truth:
    """The truth about a branch; its place in the region spreads those that no story is told about."""
    place = REGIONS[region].index(branch)
    base = 0.62 if region == IMPROVING else 0.72
    return TOLD.get(branch, Truth(base + 0.015 * (place % 7), {"leaving": 0.03}))


def gain(region: str, month: int) -> float:
    """What a region has gained by the month of this number."""
    return GAIN if region == IMPROVING and month >= FROM_MONTH else 0.0


def standing(region: str, number: int, name: str) -> dict[str, float]:
    """Where a branch stands: around the middle of its region, a few kilometres from the others."""
    if name == UNPLACED:
        return {}
    north, east = MIDDLES[region]
    return {
        "latitude": round(north + (number % 3 - 1) * 0.045 + len(name) * 0.001, 4),
        "longitude": round(east + (number % 4 - 1.5) * 0.06, 4),
    }
