"""Sentences of the log that count something."""

from collections.abc import Callable, Mapping

from flask_babel import ngettext

COUNTED: dict[str, tuple[str, Callable[[int, Mapping[str, str]], str]]] = {
    "message.erase": (
        "messages",
        lambda n, facts: ngettext(
            "%(who)s erased the words of %(num)s message that was too old.",
            "%(who)s erased the words of %(num)s messages that were too old.",
            n,
            **facts,
        ),
    ),
    "wave.plan": (
        "branches",
        lambda n, facts: ngettext(
            "%(who)s planned the wave “%(name)s” for %(num)s branch.",
            "%(who)s planned the wave “%(name)s” for %(num)s branches.",
            n,
            **facts,
        ),
    ),
    "visit.assign": (
        "visits",
        lambda n, facts: ngettext(
            "%(who)s gave %(num)s visit to %(shopper)s.",
            "%(who)s gave %(num)s visits to %(shopper)s.",
            n,
            **facts,
        ),
    ),
    "visit.expire": (
        "visits",
        lambda n, facts: ngettext(
            "%(who)s let %(num)s visit of the wave “%(about)s” expire, whose days were over.",
            "%(who)s let %(num)s visits of the wave “%(about)s” expire, whose days were over.",
            n,
            **facts,
        ),
    ),
    "fee.decide": (
        "fees",
        lambda n, facts: ngettext(
            "%(who)s marked %(num)s fee or expense as %(to)s.",
            "%(who)s marked %(num)s fees or expenses as %(to)s.",
            n,
            **facts,
        ),
    ),
    "visit.assign_each": (
        "branches",
        lambda n, facts: ngettext(
            "%(who)s gave a visit at %(num)s branch to %(shopper)s.",
            "%(who)s gave a visit at each of %(num)s branches to %(shopper)s.",
            n,
            **facts,
        ),
    ),
    "visit.save": (
        "questions",
        lambda n, facts: ngettext(
            "%(who)s answered %(num)s question in the report on %(about)s.",
            "%(who)s answered %(num)s questions in the report on %(about)s.",
            n,
            **facts,
        ),
    ),
    "branches.import": (
        "added",
        lambda n, facts: ngettext(
            "%(who)s added %(num)s branch by the sheet “%(name)s”.",
            "%(who)s added %(num)s branches by the sheet “%(name)s”.",
            n,
            **facts,
        ),
    ),
    "visits.import": (
        "added",
        lambda n, facts: ngettext(
            "%(who)s imported %(num)s past visit.",
            "%(who)s imported %(num)s past visits.",
            n,
            **facts,
        ),
    ),
}
"""Sentences with a number: the fact that is counted, and how it is said."""
