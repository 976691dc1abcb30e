# What the larger modules in the firmware do; the same under CPython.
import base64
import contextlib
import enum
import functools
import textwrap


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Mode(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()


class Level(enum.IntEnum):
    LOW = 3


print(Color.RED, Color(2), list(Color), Mode.READ | Mode.WRITE, Color["RED"].name, Level.LOW + 1, Level.LOW == 3)


@functools.lru_cache(maxsize=4)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.singledispatch
def kind(x):
    return "other"


@kind.register(int)
def _(x):
    return "int"


@functools.total_ordering
class Size:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x

    def __lt__(self, other):
        return self.x < other.x


print(fib(8), fib.cache_info(), kind(1), kind(""), Size(1) >= Size(0), functools.partial(int, base=2)("101"))


@contextlib.contextmanager
def lent(log):
    log.append("in")
    try:
        yield 5
    finally:
        log.append("out")


log = []
with contextlib.suppress(ValueError), contextlib.ExitStack() as stack:
    print(stack.enter_context(lent(log)), log)
    raise ValueError
print(log)
print(base64.b64encode(b"hello"), base64.b32decode(base64.b32encode(b"hi")), base64.b16encode(b"\xff"))
print(textwrap.fill("hello world, this is a text", 12))
print(textwrap.dedent("  a\n   b"))
