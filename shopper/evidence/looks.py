"""What a picture looks like, in 32 hexadecimal digits: near ones look nearly the same, however they were saved."""

from PIL import Image

SIDE, PLAIN = 8, 24
"""Of 255 shades, the least between the darkest and the lightest part; all plainer pictures look alike."""
BITS = 2 * SIDE * SIDE
NEAR = 10
"""Of 128 bits, how many the same picture may lose when it is saved anew, made smaller or a little brighter.
Pictures that have nothing to do with each other differ in about 64."""


def look_of(picture: Image.Image) -> str:
    """Where it grows lighter from part to part, to the right and then downward ('' for a plain one).

    A difference hash: the picture in grey, 9 × 9 parts, of which each is held against the next. It knows
    nothing of pictures that were turned, mirrored or cut."""
    side = SIDE + 1
    grey = picture.convert("L").resize((side, side), Image.Resampling.BOX).tobytes()
    if max(grey) - min(grey) < PLAIN:
        return ""
    parts = [row * side + column for row in range(SIDE) for column in range(SIDE)]
    bits = [grey[at] < grey[at + step] for step in (1, side) for at in parts]
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):0{BITS // 4}x}"


def apart(one: str, other: str) -> int:
    """In how many of 128 bits two looks differ; all of them where one is of a plain picture."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else BITS
