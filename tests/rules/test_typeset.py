"""French typed plainly comes out as it is printed, and code as it is written."""

from __future__ import annotations

import pytest

from script.typeset import set_in_french

N = "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Que s'est-il passé ?", f"Que s’est-il passé{N}?"),
        ("« Oui » : 5 %%", f"«{N}Oui{N}»{N}: 5{N}%%"),
        ("jusqu'au %(day)s ; puis %(next)s", f"jusqu’au %(day)s{N}; puis %(next)s"),
        ("Écrivez `name: 'x' ; y` !", f"Écrivez `name: 'x' ; y`{N}!"),
        ("Vu de {month} : {value}", f"Vu de {{month}}{N}: {{value}}"),
        ("https://x.fr", "https://x.fr"),
    ],
)
def test_it_is_set_once_and_for_all(typed: str, printed: str):
    assert set_in_french(typed) == printed
    assert set_in_french(printed) == printed
