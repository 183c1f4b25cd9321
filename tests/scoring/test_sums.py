"""Sums are what adding cell by cell gives."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.tally import Cell, Sums, cells

MEASURES = st.sampled_from(["overall", "finish", "gap", "critical", "q:greeted=yes"])
TALLIES = st.lists(
    st.fixed_dictionaries(
        {
            "values": st.dictionaries(MEASURES, st.integers(-10_000, 10_000)),
            "counts": st.lists(MEASURES, unique=True),
        }
    )
)


@given(TALLIES)
def test_sums_equal_the_cells_added_one_by_one(tallies):
    added: dict[str, Cell] = {}
    quick = Sums()
    for tally in tallies:
        quick.add(tally)
        for measure, cell in cells(tally):
            added[measure] = added.get(measure, Cell()) + cell
    assert dict(quick.cells()) == added
