"""Heat: one hue in four steps, the stronger the more was lost. The number in the cell says the same."""

from scoring.pointed import pointed

EDGES = (85, 75, 65)
"""Least whole points of the first three steps."""
STEPS = (1, 2, 3, 4)


def heat_step(points: float) -> int:
    """1 (least lost) to 4 for a score of 0–100, judged by the whole points that are shown."""
    shown = int(pointed(points, 0))
    return next((step for step, least in zip(STEPS, EDGES, strict=False) if shown >= least), STEPS[-1])
