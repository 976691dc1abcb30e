"""What waits until it is asked for."""
import collections as _collections
import sys
from os import path as p, sep
from pack import part, parts as several
from pack.part import Part, missing

__all__ = ['Shape', 'Square', 'area', 'TABLE']
LIMIT = 10
TABLE = {'a': [1, 2], 'b': (3, LIMIT)}
SENTINEL = object()


def register(f):
    f.registered = True
    return f


class Shape:
    """A shape."""
    sides = 0
    table = TABLE

    def __init__(self, n=LIMIT):
        self.n = n

    @property
    def name(self):
        return type(self).__name__.lower()

    @name.setter
    def name(self, value):
        self.n = value

    @staticmethod
    def make(x):
        return Square(x)


class Square(Shape):
    sides = 4

    def __eq__(self, other):
        return isinstance(other, Square) and other.n == self.n


if LIMIT > 5:
    for i in range(3):
        LAST = i
    else:
        LAST += 1


def area(square, scale=LIMIT, *, times=LAST):
    return square.n ** 2 * scale * times


@register
def registered():
    return 1


async def waits():
    return [x async for x in gen()]


async def gen():
    yield 1


def line():
    try:
        raise KeyError('here')
    except KeyError as e:
        return e.__traceback__.tb_lineno


def rebind():
    global registered
    registered = None


lam = lambda: (SENTINEL, _collections.deque([1]))
broken = lambda: missing
