"""The colours keep the contrast that the look promises, in the light and in the dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "shopper" / "static" / "css"
TEXT, EDGE = 4.5, 3.0

TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-2", "pine") for ground in ("paper", "sheet")],
    *[("ink", wash) for wash in ("pine-wash", "better-wash", "worse-wash")],
    *[(signal, "paper") for signal in ("better", "worse", "neutral")],
    *[("better", "better-wash"), ("worse", "worse-wash"), ("worse", "sheet")],
    *[("on-pine", "pine-fill"), ("on-inch", "inch")],
    *[("on-heat", "heat-1"), ("on-heat", "heat-2"), ("on-heat-3", "heat-3"), ("on-heat-4", "heat-4")],
]
EDGE_PAIRS = [
    *[("edge", ground) for ground in ("paper", "sheet")],
    *[
        ("pine-fill", "paper"),
        ("pine", "pine-wash"),
        ("worse", "sheet"),
        ("rule", "paper"),
        ("band-50", "paper"),
    ],
]
POCKET_PAIRS = [
    ("ink", "sheet", TEXT),
    ("ink", "paper", TEXT),
    ("ink-2", "sheet", TEXT),
    ("edge", "sheet", EDGE),
]
NAMED_IN_THE_LOOK = [  # worked out once outside this code and printed in the table of LOOK
    ("light", "ink", "paper", 14.4),
    ("light", "ink-2", "paper", 6.9),
    ("light", "pine", "paper", 7.9),
    ("light", "worse", "paper", 4.6),
    ("dark", "ink", "paper", 15.4),
    ("dark", "edge", "sheet", 4.2),
    ("dark", "better", "paper", 8.6),
    ("dark", "on-inch", "inch", 10.3),
]


def hex_tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", css))


def themes() -> dict[str, dict[str, str]]:
    light, dark = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    return {"light": hex_tokens(light), "dark": hex_tokens(light) | hex_tokens(dark)}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_matches_published_pairs():
    """WCAG's own end points, and a grey that is known to just pass on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(("theme", "ink", "ground", "promised"), NAMED_IN_THE_LOOK)
def test_tokens_are_the_ones_of_the_look(theme, ink, ground, promised):
    tokens = themes()[theme]
    assert contrast(tokens[ink], tokens[ground]) == pytest.approx(promised, abs=0.06)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme, ink, ground):
    tokens = themes()[theme]
    assert contrast(tokens[ink], tokens[ground]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_can_be_seen(theme, edge, ground):
    tokens = themes()[theme]
    assert contrast(tokens[edge], tokens[ground]) >= EDGE


@pytest.mark.parametrize(("ink", "ground", "least"), POCKET_PAIRS)
def test_pocket_mode_can_be_read(ink, ground, least):
    tokens = hex_tokens((CSS / "pocket.css").read_text())
    assert contrast(tokens[ink], tokens[ground]) >= least


def test_every_theme_names_the_same_colours():
    light, dark = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    assert hex_tokens(light).keys() == hex_tokens(dark).keys()


def test_colours_are_named_once():
    """Outside the tokens a colour is a token; pocket mode and print bring their own set of tokens."""
    strays = {
        sheet.name: found
        for sheet in CSS.glob("*.css")
        if sheet.name != "tokens.css"
        and (
            found := re.findall(
                r"(?<!-)\b(?!--)[a-z-]+: [^;{}]*#[0-9a-f]{3,8}\b", _without_tokens(sheet.read_text())
            )
        )
    }
    assert not strays, f"use a token, or add one to tokens.css: {strays}"


def test_every_token_that_is_used_exists():
    known = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text()))
    for sheet in CSS.glob("*.css"):
        missing = set(re.findall(r"var\(--([\w-]+)", sheet.read_text())) - known
        assert not missing, f"{sheet.name} uses {missing}"


def _without_tokens(css: str) -> str:
    return re.sub(r"--[\w-]+:\s*#[0-9a-f]+;", "", css)
