"""Pages of the phone go out compressed to browsers that can read it, and to nobody else."""

from __future__ import annotations

import json
import time

import brotli
import pytest

from tests.support.apart import apart
from tests.support.builders import make_visit
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pages import Client

pytestmark = LONG_ON_POSTGRES


def answer(client: Client, path: str, takes: str = "gzip, deflate, br"):
    return apart(client.http.get, path, headers={"Accept-Encoding": takes})


def test_a_page_of_the_phone_is_a_third_of_its_size_and_the_same_words(house, as_, monkeypatch):
    now = int(time.time())  # a form's token tells the second in which it was made
    monkeypatch.setattr("itsdangerous.TimestampSigner.get_timestamp", lambda signer: now)
    chloe = as_(house.chloe)
    plain, small = answer(chloe, "/my/history", ""), answer(chloe, "/my/history")
    assert small.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in small.vary
    assert len(small.data) < len(plain.data) / 3
    assert brotli.decompress(small.data).decode() == plain.text
    assert small.content_length == len(small.data)


@pytest.mark.parametrize("takes", ["", "gzip", "br;q=0"])
def test_who_does_not_read_it_gets_the_page_as_it_is(house, as_, takes):
    page = answer(as_(house.chloe), "/my/history", takes)
    assert "Content-Encoding" not in page.headers
    assert "<h1" in page.text


def test_pages_that_repeat_words_of_their_address_are_not_compressed(app, as_):
    """Their size would tell a listener on the line how like the words are to the secret beside them."""
    assert "Content-Encoding" not in answer(as_(None), "/sign-in?next=/my/today").headers


def test_a_visit_with_its_whole_set_goes_out_small(house, as_):
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
    small = answer(as_(house.chloe), f"/api/v1/visits/{visit.id}")
    assert small.headers["Content-Encoding"] == "br"
    assert json.loads(brotli.decompress(small.data))["id"] == str(visit.id)
