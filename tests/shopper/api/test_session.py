"""The first question of the phone, and how every call refuses."""

from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES


def test_the_session_tells_who_is_signed_in_and_gives_a_token(house, as_) -> None:
    answer = as_(house.chloe).http.get("/api/v1/session")
    assert answer.status_code == 200
    assert answer.json["person"] == {"id": house.chloe.id, "name": house.chloe.name}
    assert answer.json["csrf"]
    assert answer.json["now"].endswith("Z")
    assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_signed_in_is_told_so_in_json(house, as_) -> None:
    answer = as_(None).http.get("/api/v1/session")
    assert answer.status_code == 401
    assert answer.json["error"]["code"] == "signed_out"
    assert answer.json["error"]["message"]


def test_a_method_that_does_nothing_here_is_told_which_do(house, as_) -> None:
    answer = as_(house.chloe).http.delete("/api/v1/session")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.json["error"]["code"] == "method_not_allowed"
