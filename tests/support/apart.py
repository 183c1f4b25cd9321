"""A request as in life: it knows nothing of the test but what time it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from contextvars import Context
from typing import Any, TypeVar

from shopper import clock

Made = TypeVar("Made")


def apart(call: Callable[..., Made], *told: Any, **named: Any) -> Made:
    """Call it without the test's own app context, which remembers who is signed in, at the test's own time."""

    def called() -> Made:
        with clock.standing_at(moment) if moment else nullcontext():
            return call(*told, **named)

    moment = clock._standing.get()
    return Context().run(called)
