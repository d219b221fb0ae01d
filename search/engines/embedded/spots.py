"""Where things stand, as numbers in which neighbours follow one another: what is near lies together in an index."""

BITS = 31
"""Of each coordinate: about two centimetres."""
_SPREAD = ((16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F), (2, 0x3333333333333333),
           (1, 0x5555555555555555))  # fmt: skip


def spot(latitude: float, longitude: float) -> int:
    """A point (degrees) as one number, by Morton's order: the bits of both coordinates in turn."""
    return _spread((latitude + 90) / 180) << 1 | _spread((longitude + 180) / 360)


def _spread(share: float) -> int:
    bits = int(share * (1 << BITS))
    for step, mask in _SPREAD:
        bits = (bits | bits << step) & mask
    return bits
