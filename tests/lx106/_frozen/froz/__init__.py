"""A package in flash."""
from .inner import make, CONSTANTS

count = 0


def bump():
    global count
    count += 1
    return count
