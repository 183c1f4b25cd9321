"""The cast: Asha administers, Ben reviews, Chloé shops, Dev manages one region, Eve has no grants."""

from shopper import clock
from shopper.accounts.passwords import fits, hash_password
from shopper.database import writing
from shopper.demo import queries
from shopper.extensions import db
from shopper.models import Grant, Person, Region, Role
from shopper.settings import Settings, kept_secret

CAST = {
    "Asha": (Role.ADMIN, "administers everything"),
    "Ben": (Role.REVIEWER, "reviews what comes back"),
    "Chloé": (Role.SHOPPER, "has visits to make; open it on a phone"),
    "Dev": (Role.MANAGER, "manages one region"),
    "Eve": (None, "has no role yet"),
}


def sign_in_of(name: str) -> str:
    """`chloe@example.test` for Chloé."""
    return f"{name.lower().replace('é', 'e')}@example.test"


def add_cast(client: Region, managed: Region, password: str) -> dict[str, Person]:
    """The five people, in the transaction under way; Dev manages `managed`, the others `client`."""
    hashed, now = hash_password(password), clock.now()
    people = {}
    for name, (role, _) in CAST.items():
        person = Person(
            name=name, sign_in=sign_in_of(name), password_hash=hashed, created_at=now, language="en"
        )
        where = managed if role == Role.MANAGER else client
        person.grants = [Grant(role=role, region_id=where.id)] if role else []
        db.session.add(person)
        people[name] = person
    return people


def demo_password(settings: Settings) -> str:
    """DEMO_PASSWORD, or one made once and kept in the instance folder."""
    return kept_secret(settings.INSTANCE, "demo-password", settings.DEMO_PASSWORD, length=9)


def sign_in_lines(settings: Settings) -> list[str]:
    """One line per role, with a password that works; none where there is no demo."""
    wanted = [sign_in_of(name) for name in CAST]
    there = queries.people_of(wanted)
    if not there:
        return []
    password = demo_password(settings)
    _keep_in_step(there, password)
    shown = {person.sign_in: person.name for person in there}
    return [
        f"  {name:<6} {sign_in_of(name):<20} {password}   {what}"
        for name, (_, what) in CAST.items()
        if sign_in_of(name) in shown
    ]


def _keep_in_step(people: list[Person], password: str) -> None:
    """A DEMO_PASSWORD that was changed since holds from this start on."""
    if not fits(password, people[0].password_hash):
        hashed = hash_password(password)
        with writing():
            for person in people:
                person.password_hash = hashed
