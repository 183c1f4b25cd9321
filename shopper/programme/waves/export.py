"""The waves of a client, one of their branches a row."""

from shopper.models import Person, Region
from shopper.programme.waves.queries import ground


def export(person: Person, client: Region) -> list[dict[str, object]]:
    """The cells of each row before they are written: of waves all of whose branches are the person's."""
    stands = ground(person, client)
    codes = {branch.id: branch.code for branch in stands.branches.values()}
    return [
        {**wave.values, "wave": wave.name, "branch": codes[one], "visits": number, "state": str(wave.state)}
        for wave in stands.waves.values()
        if wave.mine
        for one, number in sorted(wave.visits.items(), key=lambda pair: codes[pair[0]])
    ]
