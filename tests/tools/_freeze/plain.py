"""Frozen as it is: everything happens when it is imported."""
print('plain runs')
import math


def f():
    """The docstring."""
    return math.sqrt(16)


assert f() == 4
# A name that the program has nowhere else: it lies in flash, where it cannot be marked as one.
assert getattr(math, 'no_function_of_this_name', None) is None
setattr(f, 'an_attribute_of_this_name', 5)
assert f.__dict__ == {'an_attribute_of_this_name': 5}
