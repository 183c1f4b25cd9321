"""The canonical text is RFC 8785's, whichever way it is written."""

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from survey_defs.canonical import canonical_json

NUMBERS = st.one_of(
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.0, -0.0, 1e-5, 9.9e-6, 1e-7, 9007199254740992.0, 1e16, 1e21, 0.1 + 0.2, 1000.5]),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inside: st.lists(inside) | st.dictionaries(TEXTS, inside),
)


@example({"\U0001f600": 1, "ﬀ": 2, "b": [None, True, 3.0], "a": '\x7f\x1f"\\/é'})
@given(JSON)
def test_it_is_the_text_of_the_reference(value: object) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, "\ud800", {1: "a"}, {"a": {1}}])
def test_what_has_no_form_in_json_is_refused_at_any_depth(value: object) -> None:
    for one in (value, [value], {"a": [value]}):
        with pytest.raises(rfc8785.CanonicalizationError):
            canonical_json(one)
