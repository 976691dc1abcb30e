"""Frozen as it is: everything happens when it is imported."""
print('plain runs')
import math


def f():
    """The docstring."""
    return math.sqrt(16)


assert f() == 4
