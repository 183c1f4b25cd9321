"""The queue: a file in the instance folder, or Redis where REDIS_URL names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

from shopper.database import look_at_sizes
from shopper.settings import SettingError, Settings

if TYPE_CHECKING:
    from huey.api import Huey

NAME = "last-inch"
FILE = "jobs.sqlite3"
SCHEMES = ("redis://", "rediss://", "unix://")


def check_queue(settings: Settings) -> None:
    """Raises SettingError where REDIS_URL cannot work, before anybody waits for a job."""
    if settings.REDIS_URL and not settings.REDIS_URL.startswith(SCHEMES):
        raise SettingError(
            "REDIS_URL names no Redis. Write it like redis://host:6379/0 or rediss://…; leave it unset to keep "
            "the queue in a file."
        )


def make_queue(app: Flask) -> Huey:
    """The queue with every job on it. Loaded when it is needed: most processes never look at it."""
    from huey import RedisHuey, SqliteHuey, crontab  # noqa: PLC0415 - no start should wait for it

    settings: Settings = app.config["LAST_INCH"]
    if settings.REDIS_URL:
        queue = RedisHuey(NAME, url=settings.REDIS_URL, results=False)
    else:
        queue = SqliteHuey(NAME, filename=str(settings.INSTANCE / FILE), results=False)

    @queue.periodic_task(crontab(), name="pass_on", expires=60)
    def pass_on_messages() -> None:
        from shopper.messages.passing import pass_on  # noqa: PLC0415 - with the first job

        with app.app_context():
            pass_on(patient=True)

    @queue.periodic_task(crontab(), name="tell_programs", expires=60)
    def tell_programs() -> None:
        from shopper.webhooks.passing import tell_all  # noqa: PLC0415 - with the first job

        with app.app_context():
            tell_all()

    @queue.periodic_task(crontab(), name="count_checks", expires=60)
    def count_checks_of_reports() -> None:
        from shopper.review.checks.counting import count_checks  # noqa: PLC0415 - with the first job

        with app.app_context():
            count_checks()

    @queue.periodic_task(crontab(minute="7"), name="expire", expires=3600)
    def expire() -> None:
        from shopper.fieldwork.commands import expire_visits  # noqa: PLC0415 - with the first job

        with app.app_context():
            expire_visits()

    @queue.periodic_task(crontab(hour="2", minute="23"), name="erase", expires=6 * 3600)
    def erase() -> None:
        from shopper.privacy.commands import erase_due  # noqa: PLC0415 - with the first job

        with app.app_context():
            erase_due()

    @queue.periodic_task(crontab(hour="3", minute="41"), name="look_at_sizes", expires=6 * 3600)
    def look_at_sizes_of_tables() -> None:
        with app.app_context():
            look_at_sizes()

    return queue
