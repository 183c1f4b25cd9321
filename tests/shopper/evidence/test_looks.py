"""What pictures look like: the same when saved anew, another when another."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from shopper.evidence.looks import BITS, NEAR, apart, look_of

shades = st.lists(st.integers(0, 255), min_size=36, max_size=36)


def picture(told):
    """Six by six areas of these shades, as large as a photo's thumbnail."""
    return Image.frombytes("L", (6, 6), bytes(told)).resize((320, 320), Image.Resampling.BICUBIC)


@given(shades, st.integers(100, 900), st.integers(100, 900))
def test_law_neither_size_nor_shape_makes_it_another(told, width, height):
    one = look_of(picture(told))
    other = look_of(picture(told).resize((width, height), Image.Resampling.BICUBIC))
    assert apart(one, other) <= NEAR or not (one and other)


@given(shades, shades)
def test_law_a_distance_is_the_same_both_ways_and_nothing_to_oneself(one, other):
    looks = look_of(picture(one)), look_of(picture(other))
    assert apart(*looks) == apart(*reversed(looks))
    assert 0 <= apart(*looks) <= BITS
    assert not looks[0] or apart(looks[0], looks[0]) == 0


def test_a_little_brighter_is_the_same_and_mirrored_is_not():
    told = [(at * 73) % 256 for at in range(36)]
    brighter = ImageEnhance.Brightness(picture(told)).enhance(1.05)
    mirrored = picture(told).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert apart(look_of(picture(told)), look_of(brighter)) <= NEAR
    assert apart(look_of(picture(told)), look_of(mirrored)) > NEAR


def test_plain_pictures_have_no_look_and_are_like_nothing():
    assert look_of(Image.new("RGB", (400, 300), "white")) == ""
    assert apart("", "") == BITS
