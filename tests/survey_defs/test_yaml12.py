"""YAML 1.2 core, exact, and every refusal in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_defs import yaml12
from tests.survey_defs.sets import problems


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("Yes", "Yes"), ("NO", "NO"), ("y", "y"),
        ("8:30", "8:30"), ("08:30", "08:30"), ("1:20:30", "1:20:30"), ("2026-11-05", "2026-11-05"),
        ("true", True), ("False", False), ("null", None), ("~", None), ("", None),
        ("3", 3), ("-7", -7), ("0x1F", 31), ("0o17", 15), ("017", 17), ("1_000", "1_000"), ("0b1", "0b1"),
        ("0.35", Decimal("0.35")), ("1.0", 1), ("1e3", 1000), ("-.5", Decimal("-0.5")), ("1.5e-3", Decimal("0.0015")),
        ("<<", "<<"), ("=", "="), ("1.2.3", "1.2.3"), ("'12'", "12"), ('"true"', "true"), ("| \n  12", "12"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)  # fmt: skip
def test_a_plain_word_means_what_it_says(written, meant):
    """Where YAML 1.1 would make false, 510 or a date of it. 0.35 is 35/100."""
    read = yaml12.read(f"value: {written}")
    assert (read.data, read.troubles) == ({"value": meant}, [])
    assert type(read.data["value"]) is type(meant)


def test_a_language_called_no_is_a_key():
    assert yaml12.read("title: {no: Kafé, en: Coffee shop}").data == {
        "title": {"no": "Kafé", "en": "Coffee shop"}
    }


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
GOOD = "slug: s\ntitle: S\ntouchpoints:\n  - {key: leaving, title: L, leaving: true}\n"


@pytest.mark.parametrize(
    ("source", "line", "said", "mend"),
    [
        ("slug: s\ntouchpoints:\n\t- key: a\n", 3, "indented with a tab", "spaces"),
        ("slug: s\nslug: t\n", 2, "`slug` is given twice; the first is in line 1", "Keep one"),
        (BOMB, 1, "`&a` is an anchor", "Take it out"),
        (BOMB, 2, "`*a` repeats another part", "Write the part out in full"),
        ("slug: !!python/object:os.system x\n", 1, "is a tag", "Take it out"),
        ("slug: !own x\n", 1, "`!own` is a tag", "Take it out"),
        (f"{GOOD}---\n{GOOD}", 5, "more than one document", "Keep one set a file"),
        ("", 1, "This file is empty", "Start with `slug:`"),
        ("# only a remark\n", 1, "This file is empty", "Start with `slug:`"),
        ("- a\n- b\n", 1, "not a question set", "Start with `slug:`"),
        ("just words", 1, "not a question set", "Start with `slug:`"),
        ("slug: [a, b\ntitle: x\n", 2, "cannot be read as YAML", "brackets"),
        ('slug: "a\n', 2, "cannot be read as YAML", "quotes"),
        ("? [a, b]\n: c\n", 1, "cannot be a key", "plain word"),
        ("[" * 100_000, 1, "nested more than 40 deep", "Flatten"),
        ("{a: " * 60, 1, "nested more than 40 deep", "Flatten"),
        ("slug: .inf\n", 1, "`.inf` is not a number to reckon with", "finite"),
        ("slug: -.INF\n", 1, "not a number to reckon with", "finite"),
        ("slug: .nan\n", 1, "not a number to reckon with", "finite"),
        ("slug: 1e999999999\n", 1, "too many digits", "at most 15"),
        ("slug: 1234567890.1234567\n", 1, "too many digits", "at most 15"),
        ("slug: " + "9" * 5000 + "\n", 1, "too many digits", "at most 15"),
        ('slug: "a\\u0007b"\n', 1, "unprintable character (U+0007)", "Delete"),
        (f"a: {'x' * 1_000_001}", None, "larger than 1 MB", "right file"),
        (GOOD.encode("utf-16"), None, "UTF-16", "Save it as UTF-8"),
        ("slug: s\ntitle: Café\n".encode("latin-1"), 2, "not UTF-8", "Save it as UTF-8"),
        (b"slug: s\ntitle: a\0b\n", 2, "NUL", "plain UTF-8"),
        ("slug: \ud800", 1, "not UTF-8", "Save it as UTF-8"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_in_words(source, line, said, mend):
    found = problems(source)
    assert [one for one in found if one.line == line and said in one.message and mend in one.mend], found


def test_a_byte_order_mark_and_windows_line_ends_are_forgiven():
    assert problems(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == ()


def test_the_bomb_never_goes_off():
    """Nine levels of nine would be 387 million entries; nothing is built from an alias."""
    levels = "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9) if n else 'x'}]\n" for n in range(10))
    assert any("anchor" in one.message for one in problems(levels))


@given(st.text(max_size=200) | st.text("{}[]:-?&*!|>'\"#%@, \n\tab01.", max_size=80))
def test_any_text_is_read_or_refused(text):
    read = yaml12.read(text.encode("utf-8", "ignore").decode().replace("\0", ""))
    assert read.complete or read.troubles
