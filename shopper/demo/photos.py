"""Pictures as a shopper's phone would take them, drawn: a receipt on a table, a table top as it was found.

They go the way of every photo, so what is stored has been checked, shrunk and stripped like the others."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from shopper.visits.evidence import Stored, store_photo

SIZE = (540, 720)
WOODS = ((121, 85, 58), (94, 66, 46), (150, 114, 82), (78, 70, 64), (168, 140, 108))
PAPER, INK, SHADOW = (246, 244, 238), (52, 50, 48), (0, 0, 0)
CHINA = ((238, 236, 230), (214, 226, 222), (196, 112, 84), (60, 72, 88))
COFFEE, CRUMB = (74, 46, 30), (196, 158, 106)
PLACES = ((150, 190), (390, 210), (160, 520), (380, 500))
"""Where cups stand, apart from each other."""
DRINKS = ("Flat white", "Cappuccino", "Filter coffee", "Latte, oat", "Black tea", "Hot chocolate")
FOOD = ("Cinnamon bun", "Almond tart", "Cheese scone", "Butter croissant", "Seed bar", "Lemon slice")


def receipt(head: Sequence[str], total: Decimal, random: Random) -> Stored:
    """A slip with two items that come to `total`."""
    picture = _table(random)
    paper = _slip([*head, "", *_bill(total, random), "", "Thank you"])
    turned = paper.rotate(random.uniform(-7, 7), expand=True, resample=Image.Resampling.BICUBIC)
    corner = (random.randint(30, 80), random.randint(30, 90))
    shadow = turned.getchannel("A").point(lambda seen: seen // 3)
    picture.paste(SHADOW, (corner[0] + 8, corner[1] + 10), shadow)
    picture.paste(turned, corner, turned)
    return _stored(picture, random)


def _bill(total: Decimal, random: Random) -> list[tuple[str, str]]:
    drink = (total * random.randint(48, 60) // 5) * Decimal("0.05")
    rows = [(random.choice(DRINKS), drink), (random.choice(FOOD), total - drink), ("Total EUR", total)]
    return [(name, f"{amount:.2f}") for name, amount in rows]


def _slip(lines: Sequence[str | tuple[str, str]]) -> Image.Image:
    paper = Image.new("RGBA", (390, 120 + 46 * len(lines)), PAPER)
    drawn, font = ImageDraw.Draw(paper), ImageFont.load_default(27)
    for number, line in enumerate(lines):
        y = 60 + 46 * number
        if isinstance(line, tuple):
            drawn.text((34, y), line[0], INK, font)
            drawn.text((356, y), line[1], INK, font, anchor="ra")
        else:
            drawn.text((195, y), line, INK, font, anchor="ma")
    return paper


def table_top(uncleared: bool, random: Random) -> Stored:
    """Crumbs and cup rings, or what somebody else has left."""
    picture = _table(random)
    drawn = ImageDraw.Draw(picture, "RGBA")
    for _ in range(random.randint(2, 4)):
        _ring(drawn, _somewhere(random), random.randint(44, 56))
    for _ in range(random.randint(90, 180)):
        x, y, size = *_somewhere(random), random.randint(2, 8)
        drawn.ellipse((x, y, x + size, y + size), fill=CRUMB)
    for place in random.sample(PLACES, k=random.randint(2, 3)) if uncleared else ():
        _left_behind(drawn, place, random)
    return _stored(picture, random)


def _ring(drawn: ImageDraw.ImageDraw, middle: tuple[int, int], radius: int) -> None:
    x, y = middle
    drawn.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(*COFFEE, 110), width=7)


def _left_behind(drawn: ImageDraw.ImageDraw, middle: tuple[int, int], random: Random) -> None:
    """A cup on its plate, seen from above."""
    x, y = middle
    china = random.choice(CHINA)
    darker = tuple(part - 24 for part in china)
    for radius, colour in ((110, (*SHADOW, 60)), (104, china), (60, darker), (50, COFFEE)):
        drawn.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    drawn.rounded_rectangle((x + 52, y - 12, x + 92, y + 12), 12, outline=darker, width=9)


def _table(random: Random) -> Image.Image:
    """Wood with its grain."""
    wood = random.choice(WOODS)
    picture = Image.new("RGB", SIZE, wood)
    drawn = ImageDraw.Draw(picture)
    for y in range(0, SIZE[1], 6):
        shade = random.randint(-10, 10)
        drawn.line((0, y, SIZE[0], y + random.randint(-4, 4)), tuple(c + shade for c in wood), width=6)
    return picture


def _somewhere(random: Random) -> tuple[int, int]:
    return random.randint(70, SIZE[0] - 70), random.randint(70, SIZE[1] - 70)


def _stored(picture: Image.Image, random: Random) -> Stored:
    """Through the door for photos, a little out of focus."""
    file = BytesIO()
    picture.filter(ImageFilter.GaussianBlur(random.uniform(0.6, 1.2))).save(file, "PNG", compress_level=1)
    file.seek(0)
    return store_photo(file)
