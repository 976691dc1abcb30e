import enum
from enum import *


def attempt(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except Exception as e:
        return '%s %s' % (type(e).__name__, e)


def body(text, **names):
    """What the class statement does."""
    space = dict(globals(), **names)
    try:
        exec(text, space)
        return 'fine'
    except Exception as e:
        return '%s %s' % (type(e).__name__, e)


class Color(Enum):
    RED = 1
    GREEN = auto()
    CRIMSON = 1

    def describe(self):
        return self.name.lower()

    @property
    def odd(self):
        return self.value % 2


print(list(Color), Color.CRIMSON is Color.RED, Color(2), Color['RED'], repr(Color), Color.RED.name, Color.RED.value, len(Color))
print(Color.__members__, list(reversed(Color)), Color.RED in Color, isinstance(Color.RED, Color), Color.RED.describe(), Color.RED.odd)
print(attempt(Color, 9), attempt(lambda: Color['X']), attempt(lambda: Color.X)[:14], attempt(setattr, Color, 'RED', 2),
      attempt(delattr, Color, 'RED'), attempt(lambda: Color.RED < Color.GREEN), attempt(setattr, Color.RED, 'name', 'x'))
print({Color.RED: 1}[Color.CRIMSON], '%s' % Color.RED, f'{Color.GREEN:>12}|', hash(Color.RED) == hash('RED'), bool(Color), bool(Color.RED))
print(sorted(dir(Color.RED)), 'RED' in dir(Color))


class Coordinate(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_, obj.label = value, label
        return obj
    PX = (0, 'P.X')
    PY = (1, 'P.Y')


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius


class Number(IntEnum):
    ONE = 1
    TWO = 2

    @classmethod
    def _missing_(cls, value):
        return cls.TWO if value == 'two' else None


class Size(StrEnum):
    SMALL = auto()
    BIG = 'large'


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Strict(Flag, boundary=STRICT):
    A = 1
    D = 8


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


class Eject(Flag, boundary=EJECT):
    A = 1


print(Coordinate.PY._value_, Coordinate.PY.label, Coordinate(1), Planet.EARTH.mass, Planet.EARTH)
print(Number.ONE + 1, repr(Number('two')), str(Number.ONE), f'{Number.TWO:03}', Number.ONE == 1, attempt(Number, 'three'))
print(Size.SMALL, repr(Size.BIG), Size.BIG.upper(), Size('small') is Size.SMALL, f'{Size.BIG:>7}')
print(repr(Perm.R | Perm.X), Perm.R & Perm.RW, repr(~Perm.R), Perm.RW, list(Perm.RW), Perm(7), repr(Perm(0)), Perm.R in Perm.RW, len(Perm.RW))
print(list(Perm), Perm.R ^ Perm.RW, bool(Perm.R & Perm.X), attempt(lambda: Perm.R | 1), attempt(lambda: 1 in Perm.R), repr(Perm(8)))
print(attempt(Strict, 2), repr(Strict(9)), ~Strict.A, repr(Bits.A | 8), Bits(3), repr(Bits(-2)), repr(~Bits.A), Bits.A + 1, Bits.A | 2, repr(Eject(4)))
print(Enum('Animal', 'ANT BEE')(2), list(IntEnum('N', {'x': 5})), list(Flag('F', ['a', 'b', 'c'])), Enum('S', [('q', 'r')]).q, repr(Enum('T', 'a', start=5).a))
print(body('class A(Color): pass'), body('class A(Enum):\n x = 1\n x = 2'), body('class A(Enum):\n mro = 1'), body('class A(Enum):\n _x_ = 1'))
print(body('class A(Enum):\n _order_ = "b a"\n a = 1\n b = 2'), body('class A(StrEnum):\n a = 1'), body('class A(int, str, Enum): pass')[:35])
print(attempt(unique, Color), attempt(verify(CONTINUOUS), IntEnum('G', {'a': 1, 'b': 4})), attempt(verify(UNIQUE), Color))
print(attempt(verify(NAMED_FLAGS), Flag('H', {'a': 1, 'b': 6})), attempt(verify(NAMED_FLAGS), Perm))


class Mixed(Enum):
    _ignore_ = 'skipped i'
    skipped = 5
    for i in range(3):
        vars()['m%d' % i] = i
    function = member(len)
    plain = nonmember(7)

    def method(self):
        return 1


print(list(Mixed), Mixed.plain, Mixed.function.value('abc'), [Number.ONE, Color.RED, Perm.R | Perm.W])
print(enum.bin(10), enum.bin(-10), enum.bin(5, 8), enum.show_flag_values(13), FlagBoundary.KEEP)
import copy
print(copy.deepcopy(Color.RED) is Color.RED, copy.copy(Perm.RW) is Perm.RW)
