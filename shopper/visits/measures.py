"""Inputs for what is measured: figures with their units side by side, never spinners."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypedDict

from flask_babel import gettext as _
from wtforms import StringField

from shopper.visits.controls import AnswerForm
from shopper.visits.typing_in import DECIMAL, tidy_number, tidy_text, whole
from survey_defs import say
from survey_defs.kinds import Number


class Part(TypedDict):
    id: str
    name: str
    value: str
    unit: str
    inputmode: str
    wrong: bool


class Measure(AnswerForm):
    """One or more figures. `names` lists their fields in the order in which they stand."""

    control = "units"
    names: ClassVar[tuple[str, ...]] = ("value",)
    inputmode: ClassVar[str] = "numeric"
    currency: str = ""

    def filled(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        value = entry.get("value")
        figures = ("",) * len(self.names) if value is None else self.taken_apart(value)
        return {**super().filled(entry), **dict(zip(self.names, figures, strict=True))}

    def taken_apart(self, value: Any) -> tuple[str, ...]:
        """The text of each input for a stored value, sound or not."""
        return (str(value),)

    def together(self, *figures: str) -> Any:
        """The value of what was typed, as typed where it makes no sense."""
        return figures[0]

    def value_typed(self) -> Any:
        typed = [tidy_text(self[name].data).strip() for name in self.names]
        return self.together(*typed) if any(typed) else None

    def units(self) -> tuple[str, ...]:
        """The words behind each input."""
        raise NotImplementedError

    @property
    def parts(self) -> list[Part]:
        """The inputs as templates/components/controls.html draws them."""
        return [
            Part(
                id=str(self[name].id),
                name=self[name].name,
                value=self[name].data or "",
                unit=unit,
                inputmode=self.inputmode,
                wrong=self.is_wrong,
            )
            for name, unit in zip(self.names, self.units(), strict=True)
        ]

    @property
    def first_input(self) -> str:
        return str(self[self.names[0]].id)


class Figure(Measure):
    """A number or an amount."""

    inputmode = "decimal"
    value = StringField()

    def together(self, *figures: str) -> Any:
        return tidy_number(figures[0])

    def units(self) -> tuple[str, ...]:
        if isinstance(self.question, Number):
            return (say(self.question.unit, self.language) if self.question.unit else _("in figures"),)
        return (self.currency or _("in figures, for example 9.80"),)


class Duration(Measure):
    names = ("minutes", "seconds")
    minutes, seconds = StringField(), StringField()

    def taken_apart(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, int):
            return tuple(map(str, divmod(value, 60)))
        minutes, _colon, seconds = str(value).partition(":")
        return minutes, seconds

    def together(self, *figures: str) -> Any:
        minutes, seconds = figures
        if not seconds:
            minutes, _colon, seconds = minutes.partition(":")
        total = (whole(minutes), whole(seconds))
        return f"{minutes}:{seconds}" if None in total else 60 * (total[0] or 0) + (total[1] or 0)

    def units(self) -> tuple[str, ...]:
        return _("min"), _("sec")


class Clock(Measure):
    names = ("hour", "minute")
    hour, minute = StringField(), StringField()

    def taken_apart(self, value: Any) -> tuple[str, ...]:
        hour, _colon, minute = str(value).partition(":")
        return hour, minute

    def together(self, *figures: str) -> Any:
        hour, minute = figures
        if not minute:
            hour, _colon, minute = hour.replace(".", ":").partition(":")
        sound = hour and len(minute) == 2 and whole(hour, 2) is not None and whole(minute, 2) is not None
        return f"{int(hour):02d}:{minute}" if sound else f"{hour}:{minute}"

    def units(self) -> tuple[str, ...]:
        return _("hour, 0 to 23"), _("minutes")


class Day(Measure):
    names = ("day", "month", "year")
    day, month, year = StringField(), StringField(), StringField()

    def taken_apart(self, value: Any) -> tuple[str, ...]:
        year, month, day = (*str(value).split("-", 2), "", "")[:3]
        return day, month, year

    def together(self, *figures: str) -> Any:
        day, month, year = figures
        sound = all(figures) and len(year) == 4 and None not in (whole(day, 2), whole(month, 2), whole(year))
        return f"{year}-{int(month):02d}-{int(day):02d}" if sound else f"{year}-{month}-{day}"

    def units(self) -> tuple[str, ...]:
        return _("day"), _("month"), _("year")


class Place(Measure):
    """Where it was, only if the shopper says so: typed, or put in by the button."""

    control = "place"
    inputmode = "text"
    names = ("lat", "lon", "accuracy_m")
    lat, lon, accuracy_m = StringField(), StringField(), StringField()

    def taken_apart(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, Mapping):
            return tuple(f"{value[name]:.12g}" for name in self.names)
        lat, lon, accuracy = (*str(value).split(", ", 2), "", "")[:3]
        return lat, lon, accuracy

    def together(self, *figures: str) -> Any:
        tidy = [tidy_number(figure) for figure in figures]
        sound = all(DECIMAL.fullmatch(figure) for figure in tidy)
        return dict(zip(self.names, map(float, tidy), strict=True)) if sound else ", ".join(figures)

    def units(self) -> tuple[str, ...]:
        return _("° north"), _("° east"), _("m, how exact")
