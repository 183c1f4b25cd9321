"""The visits of running waves that may still be given out or that somebody has, each in a row."""

from shopper.models import Person, Region
from shopper.programme.assignments.queries import ground


def export(person: Person, client: Region) -> list[dict[str, object]]:
    """The cells of each row before they are written."""
    stands = ground(person, client)
    signs = {one.id: sign_in for sign_in, one in stands.shoppers.items()}
    return [
        {
            "wave": visit.wave,
            "branch": visit.code,
            "shopper": signs.get(visit.shopper_id, "") if visit.shopper_id else "",
            "due": visit.window_to,
            "anyway": None,
            "visit": str(visit.id),
            "day_part": visit.day_part,
            "state": str(visit.state),
        }
        for visit in stands.visits
    ]
