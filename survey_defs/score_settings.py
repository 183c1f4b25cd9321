"""The set's `scoring:`: how touchpoints are weighed and results are named."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from survey_defs.base import Exact, Part


class Share(Part):
    """The last observed touchpoint carries this share of the whole, at least."""

    curve: Literal["share"]
    share: Exact = Field(default=Decimal("0.35"), ge=Decimal("0.25"), le=Decimal("0.60"))


class Geometric(Part):
    """Each touchpoint weighs `ratio` times the one before."""

    curve: Literal["geometric"]
    ratio: Exact = Field(ge=1, le=3)


class Linear(Part):
    """Weights rise in a straight line from 1 to 1 + `slope`."""

    curve: Literal["linear"]
    slope: Exact = Field(ge=0, le=5)


Finish = Annotated[Share | Geometric | Linear, Field(discriminator="curve")]


class OutcomeLimits(Part):
    """In points, 0–100."""

    strong_finish: Exact = Field(default=Decimal(90), ge=0, le=100)
    strong_set_up: Exact = Field(default=Decimal(75), ge=0, le=100)
    gap: Exact = Field(default=Decimal(20), ge=0, le=100)


class MomentumLimits(Part):
    """In points, 0–100: forward from `forward`, drift from `drift`, away under that."""

    forward: Exact = Field(default=Decimal(80), ge=0, le=100)
    drift: Exact = Field(default=Decimal(50), ge=0, le=100)


class ScoreSettings(Part):
    finish: Finish = Share(curve="share")
    bands: Mapping[str, Exact] = Field(
        default={"great": Decimal(85), "sound": Decimal(70), "weak": Decimal(0)}, min_length=1
    )
    outcome: OutcomeLimits = OutcomeLimits()
    momentum: MomentumLimits = MomentumLimits()
    coverage: Exact = Field(default=Decimal("0.6"), ge=0, le=1)
    weakest_link: Exact = Field(default=Decimal(0), ge=0, le=1)
