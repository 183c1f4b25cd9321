"""The roles of people and the invitations that wait, each in a row."""

from shopper.models import Person, Region
from shopper.programme.people.queries import Ground, ground


def export(person: Person, client: Region) -> list[dict[str, object]]:
    """The cells of each row before they are written, in order of sign-ins."""
    stands = ground(person, client)
    there = [_cells(key, "", stands) for key in stands.grants]
    waiting = [_cells(key, name, stands) for key, name in stands.invited.items() if key not in stands.grants]
    return sorted([*there, *waiting], key=lambda row: (row["sign_in"], row["role"], row["region"]))


def _cells(key: tuple[str, str, int], invited: str, stands: Ground) -> dict[str, object]:
    sign_in, role, region_id = key
    known = stands.people.get(sign_in)
    state = "invited" if invited or not known else "active" if known.active else "deactivated"
    name = known.name if known else invited
    path = stands.paths[region_id][0]
    return {"sign_in": sign_in, "name": name, "role": role, "region": path, "state": state}
