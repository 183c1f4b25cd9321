"""What the tests of the phone's calls share."""

import pytest

from shopper.models import Visit
from tests.support.builders import House, make_version, make_visit
from tests.support.phone import Phone

PHOTOS = """\
slug: photos
title: Photos
touchpoints:
  - key: greeting
    title: Greeting
    mode: people
    stamp: Noticed
    questions:
      - {key: greeted, type: yes_no, text: Did anyone greet you?, points: 4, p: people, na: false}
      - {key: words, type: text, text: What did they say?, show_if: {question: greeted, is: yes}}
      - {key: receipt, type: photo, text: A photo of the receipt, max: 3}
  - key: leaving
    title: Leaving
    mode: people
    leaving: true
    questions:
      - {key: thanked, type: yes_no, text: Were you thanked?, points: 5, p: people, na: false}
"""
WHOLE = {"greeted": "yes", "thanked": "yes"}


@pytest.fixture
def phone(house: House, as_) -> Phone:
    return Phone(as_(house.chloe))


@pytest.fixture
def visit(house: House) -> Visit:
    """A visit that Chloé was given."""
    return make_visit(house.mill_lane, house.version, shopper=house.chloe)


@pytest.fixture
def pictured(house: House) -> Visit:
    """One whose report has photos."""
    return make_visit(house.mill_lane, make_version(house.client, PHOTOS), shopper=house.chloe)
