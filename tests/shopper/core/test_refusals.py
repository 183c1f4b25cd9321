"""Whoever is refused is told what to do next and finds the way back."""

from __future__ import annotations

import pytest
from flask import Flask

from shopper.models import WaveState
from tests.support.builders import House, make_wave


def test_what_is_pressed_too_early_leads_back_to_its_page(house: House, as_) -> None:
    wave = make_wave(house.version, house.mill_lane, state=WaveState.PLANNED, names_staff=True)
    page = as_(house.asha).get(f"/waves/{wave.id}")
    refused = page.submit("main form[action$=move]", expect=409)
    assert "Write in its plan what staff were told" in refused.text
    [back] = refused.select("main .tools a")
    assert back["href"] == f"/waves/{wave.id}"


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://localhost/waves/?state=running", "/waves/?state=running"),
        ("http://localhost//elsewhere.test/page", "/elsewhere.test/page"),
        ("http://localhost/nowhere", "/"),
        ("http://elsewhere.test/waves/", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_stays_with_us(app: Flask, came_from: str, leads_to: str) -> None:
    page = app.test_client().get("/nowhere", headers={"Referer": came_from}).get_data(as_text=True)
    assert f'href="{leads_to}"' in page.split("<main")[1]
