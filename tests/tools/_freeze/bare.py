"""Frozen with -O3."""


def documented(x: int) -> int:
    """Gone."""
    assert x
    return x


def fails():
    a = 1
    return a / 0
