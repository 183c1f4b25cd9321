"""The demo organisation: a client, three regions, eight branches each, and how good each truly is.

What the dashboards should find: South gets better seven months in; Harbour Street sets up well and
loses it at the door; Moorside has too few visits to compare; Castle Gate is the best of North."""

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

IMPROVING, FROM_MONTH, GAIN = "South", 7, 0.16
WEAK_FINISH, FEW_VISITS, BEST = "Harbour Street", "Moorside", "Castle Gate"


@dataclass(frozen=True)
class Truth:
    """How often things go well at a branch: everywhere, and what is different at some touchpoints."""

    base: float
    shift: dict[str, float] = field(default_factory=dict)

    def quality(self, keys: list[str], more: float = 0.0) -> dict[str, float]:
        """The chance of a good result at each touchpoint, `more` added everywhere."""
        return {key: self.base + self.shift.get(key, 0.0) + more for key in keys}


def truth_of(branch: str, place: int) -> Truth:
    """The truth about a branch; `place` spreads those that no story is told about."""
    told = {
        WEAK_FINISH: Truth(0.86, {"leaving": -0.5}),
        BEST: Truth(0.93),
    }
    return told.get(branch, Truth(0.70 + 0.02 * (place % 7), {"leaving": -0.06}))
