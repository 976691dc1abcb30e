"""Calls methods and operators of the built-in types with objects whose special methods raise, change the container
that is at work, or return what they must not. Arguments: seed, rounds. Exceptions are what should come out."""
import array
import collections
import functools
import io
import itertools
import re
import struct
import sys

seed, rounds = int(sys.argv[1]), int(sys.argv[2])


def chance(n):
    """A number below n: a generator of its own, so that a seed means the same everywhere."""
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return (seed >> 8) % n


class Bad(Exception):
    pass


victim = kept = None
depth = 0


def mischief():
    """What a special method does besides its work: now and then it raises, or changes the victim."""
    global depth
    what = chance(12)
    if what == 0:
        raise Bad('mischief')
    if what > 6 or depth > 3:
        return
    depth += 1
    try:
        if what == 1:
            victim.clear()  # whatever that raises is told on stderr and ignored
        elif what == 2:
            victim.append(Evil())
        elif what == 3:
            victim.pop()
        elif what == 4:
            victim.update({chance(9): Evil()} if isinstance(victim, dict) else [chance(9)])
        elif what == 5:
            victim.extend([1] * 70)
        else:
            victim.release()
    except Bad:
        pass
    except Exception:
        pass
    finally:
        depth -= 1


def wrong():
    return (1, -1, 0, 10 ** 30, -10 ** 30, None, 'x', 1.5, True, [], Evil(), NotImplemented, b'z', (1, 2))[chance(14)]


class Evil:
    def __eq__(self, other):
        mischief()
        return wrong() if chance(3) == 0 else chance(2) == 0

    def __lt__(self, other):
        mischief()
        return wrong() if chance(3) == 0 else chance(2) == 0

    __gt__ = __le__ = __ge__ = __ne__ = __lt__

    def __hash__(self):
        mischief()
        return wrong() if chance(6) == 0 else chance(4)

    def __len__(self):
        mischief()
        return wrong() if chance(3) == 0 else chance(5)

    def __index__(self):
        mischief()
        return wrong() if chance(4) == 0 else chance(9) - 4

    __int__ = __index__

    def __float__(self):
        mischief()
        return wrong() if chance(4) == 0 else 0.5

    def __bool__(self):
        mischief()
        return wrong() if chance(4) == 0 else True

    def __repr__(self):
        mischief()
        return wrong() if chance(4) == 0 else 'evil'

    __str__ = __repr__

    def __format__(self, spec):
        mischief()
        return wrong() if chance(3) == 0 else 'evil'

    def __iter__(self):
        mischief()
        return wrong() if chance(4) == 0 else Steps()

    def __getitem__(self, key):
        mischief()
        if chance(3) == 0:
            raise IndexError
        return wrong()

    def __contains__(self, item):
        mischief()
        return wrong()

    def __call__(self, *args, **kw):
        mischief()
        return wrong()

    def __add__(self, other):
        mischief()
        return wrong()

    __radd__ = __mul__ = __rmul__ = __or__ = __ror__ = __and__ = __rand__ = __sub__ = __iadd__ = __add__

    def __length_hint__(self):
        mischief()
        return wrong()

    def __getattr__(self, name):
        mischief()
        if chance(3) == 0:
            raise AttributeError(name)
        return wrong()

    @property
    def __class__(self):
        mischief()
        return (Evil, int, str, list, dict, 5, None)[chance(7)] if chance(2) else Evil

    def __del__(self):
        global kept
        # No chance(): when objects die is not the seed's business.
        if kept is None:
            kept = self
        else:
            kept = None
            victim.clear()  # whatever that raises is told on stderr and ignored

    def __bytes__(self):
        mischief()
        return wrong() if chance(2) else b'evil'

    def keys(self):
        mischief()
        return wrong() if chance(3) == 0 else [1, Evil(), 2]


class Steps:
    def __init__(self):
        self.left = chance(12)

    def __iter__(self):
        return self

    def __next__(self):
        mischief()
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return wrong() if chance(2) else Evil()

    def __length_hint__(self):
        return wrong()


class BadList(list):
    def __len__(self):
        return wrong()

    def __iter__(self):
        return wrong() if chance(3) == 0 else Steps()


class BadDict(dict):
    def __iter__(self):
        return Steps()

    def __missing__(self, key):
        mischief()
        return wrong()

    def keys(self):
        return wrong()


class BadStr(str):
    __eq__ = Evil.__eq__
    __hash__ = Evil.__hash__

    def __str__(self):
        return wrong()


class BadInt(int):
    __eq__ = Evil.__eq__
    __hash__ = Evil.__hash__
    __index__ = Evil.__index__


def running():
    """A generator that closes itself, or the victim, throws into it or asks it for more while it runs."""
    me = None

    def steps():
        try:
            for _ in range(4):
                what = chance(6)
                it = me if chance(2) else victim
                if what == 0:
                    it.close()
                elif what == 1:
                    it.throw(Bad('thrown'))
                elif what == 2:
                    next(it)
                elif what == 3:
                    it.send(Evil())
                mischief()
                yield wrong()
        except (Bad, ValueError):
            yield Evil()
        finally:
            if chance(3) == 0:
                yield 3
    me = steps()
    return me


def delegating():
    """Generators that delegate to each other, or to what is no iterator."""
    inner = (running(), Steps(), Evil(), evil_items(), 5)[chance(5)]

    def steps():
        got = yield from inner
        yield got
        yield from victim
    it = steps()
    try:
        next(it)
    except Exception:
        pass
    return it


def iterator_of():
    it, n = iter(Steps()), chance(5)
    return (
        lambda: itertools.chain(it, Evil(), evil_items()), lambda: itertools.islice(it, *[wrong() for _ in range(n or 1)]),
        lambda: itertools.groupby(it, Evil()), lambda: itertools.tee(it, 2)[0], lambda: itertools.zip_longest(it, Evil()),
        lambda: itertools.accumulate(it, Evil()), lambda: itertools.product(evil_items(), repeat=n),
        lambda: itertools.permutations(evil_items(), n), lambda: itertools.combinations(evil_items(), n),
        lambda: itertools.islice(itertools.cycle(it), 9), lambda: itertools.starmap(Evil(), it), lambda: itertools.compress(it, Evil()),
        lambda: itertools.dropwhile(Evil(), it), lambda: itertools.takewhile(Evil(), it), lambda: itertools.islice(itertools.count(Evil(), Evil()), 9),
        lambda: itertools.filterfalse(Evil(), it), lambda: itertools.repeat(Evil(), n), lambda: itertools.pairwise(it),
        lambda: itertools.chain.from_iterable(it), lambda: itertools.combinations_with_replacement(evil_items(), n),
    )[chance(20)]()


def evil_items():
    return [Evil() if chance(2) else chance(5) for _ in range(chance(7))]


def hashed(make):
    """make() of hostile items, or without them when they refuse to be hashed."""
    for _ in range(3):
        try:
            return make()
        except Exception:
            pass
    return type(make.__defaults__[0])()


def deque_of():
    return collections.deque(evil_items(), (None, 3, 9)[chance(3)])


MAKERS = (
    evil_items, evil_items, lambda: tuple(evil_items()), lambda: BadList(evil_items()),
    lambda like={}: {k: Evil() for k in evil_items()}, lambda like=set(): set(evil_items()),
    lambda like=frozenset(): frozenset(evil_items()), lambda like=BadDict(): BadDict({k: Evil() for k in evil_items()}),
    deque_of, lambda: bytearray(b'abcabc'), lambda: b'abcabc', lambda: 'abc\u20acab{} %s', lambda: memoryview(bytearray(b'abcdef')),
    lambda: memoryview(b'abcdef')[::2], lambda: array.array('h', [1, 2, 3]),
    lambda like=collections.OrderedDict(): collections.OrderedDict((k, Evil()) for k in evil_items()),
    lambda like=collections.defaultdict(): collections.defaultdict(Evil(), {k: 1 for k in evil_items()}),
    lambda: range(chance(9)), lambda: slice(Evil(), Evil(), Evil()), lambda: chance(99) - 50, lambda: 10 ** 25, lambda: 1.5,
    lambda: BadStr('abc'), lambda: BadInt(3), lambda: io.StringIO('a\nb'), lambda: io.BytesIO(b'a\nb'),
    lambda: (x for x in evil_items()), lambda: iter(evil_items()), lambda: {1: Evil(), 2: Evil()}.items(),
    lambda: {1: Evil(), 2: Evil()}.keys(), lambda: reversed(evil_items()), lambda: zip(Evil(), evil_items()),
    lambda: map(Evil(), evil_items()), lambda: enumerate(Steps()), lambda: ValueError(Evil()), lambda: 2 + 3j,
    running, running, delegating, iterator_of, iterator_of, iterator_of, lambda: functools.partial(Evil(), Evil(), k=Evil()),
    lambda: re.compile('(a+)(?P<n>b)|c'), lambda: re.compile('(a)(b)?').match('abc'), lambda: struct.Struct('<hxI3s'),
    lambda: collections.deque(evil_items()), lambda: collections.namedtuple('N', 'a b')(Evil(), Evil()),
    lambda: ExceptionGroup('g', [ValueError(Evil()), KeyError(Evil())]), lambda: StopIteration(Evil()),
    lambda: OSError(Evil(), Evil()), lambda: UnicodeDecodeError('a', b'b', 1, 2, 'c'),
    lambda: classmethod(Evil()), lambda: staticmethod(Evil()), lambda: list[Evil()], lambda: int | str,
    lambda: functools.lru_cache(2)(Evil()), lambda: (lambda *a, **k: Evil()), lambda: Evil().__eq__,
    lambda: property(Evil(), Evil()), lambda: type, lambda: Evil, lambda: super, lambda: object(),
)
ARGUMENTS = (Evil, Evil, Evil, Steps, evil_items, lambda: None, lambda: chance(9) - 4, lambda: 'a', lambda: b'b', wrong,
             lambda: {'sep': Evil()}, lambda: BadStr('b'), lambda: BadInt(2), lambda: slice(Evil(), Evil(), Evil()),
             lambda: victim, running, iterator_of, lambda: memoryview(bytearray(b'xy')), lambda: slice(None, None, chance(5) - 2))
KEYWORDS = ('key', 'sep', 'encoding', 'errors', 'maxsplit', 'reverse', 'default', 'last', 'sum', 'tabsize')
SKIPPED = ('__class__', '__subclasses__', '__dir__', 'mro', '__init_subclass__', '__subclasshook__', '__reduce__',
           '__setattr__', '__delattr__')
FUNCTIONS = (len, repr, str, hash, list, tuple, set, frozenset, dict, sorted, sum, min, max, any, all, bytes, bytearray,
             int, float, complex, bool, iter, reversed, enumerate, zip, map, filter, isinstance, issubclass, divmod, pow,
             round, abs, chr, ord, hex, bin, oct, format, next, getattr, hasattr, slice, range, memoryview, ascii,
             type, callable, collections.deque, collections.OrderedDict, array.array, print, ''.join, b''.join, '{0!r:{1}}'.format,
             '%s %d %r'.__mod__, str.format_map, dict.fromkeys, collections.namedtuple, int.from_bytes, bytes.fromhex,
             functools.reduce, functools.partial, functools.cmp_to_key, struct.pack, struct.unpack, struct.calcsize,
             struct.unpack_from, re.compile, re.sub, re.match, re.split, re.findall, re.finditer, itertools.chain,
             itertools.islice, itertools.tee, itertools.product, itertools.groupby, itertools.accumulate,
             functools.singledispatch, functools.wraps, vars, dir, id, delattr, setattr, compile)
OPERATORS = (
    lambda a, b: a + b, lambda a, b: a * b, lambda a, b: a - b, lambda a, b: a | b, lambda a, b: a & b, lambda a, b: a ^ b,
    lambda a, b: a % b, lambda a, b: a // b, lambda a, b: a < b, lambda a, b: a == b, lambda a, b: a >= b, lambda a, b: a in b,
    lambda a, b: b in a, lambda a, b: a[b], lambda a, b: [*a], lambda a, b: {**a}, lambda a, b: f'{a!r:{b}}',
    lambda a, b: a.__setitem__(b, Evil()), lambda a, b: a.__delitem__(b), lambda a, b: a.__iadd__(b), lambda a, b: -a,
    lambda a, b: a.__setitem__(slice(None, None, chance(3)), b), lambda a, b: a.sort(key=Evil()),
    lambda a, b: print(a, b, sep=b, end=a, file=sink), lambda a, b: dict(a, **a), lambda a, b: str(a, 'utf-8', b),
    lambda a, b: sorted(a, key=b, reverse=b), lambda a, b: a.join(b), lambda a, b: exec(a, b), lambda a, b: eval(b, a),
    lambda a, b: re.sub(a, b, a), lambda a, b: struct.pack('3shP', a, b, a), lambda a, b: functools.reduce(a, b),
    lambda a, b: matched(a, b), lambda a, b: a.throw(b), lambda a, b: a.send(b), lambda a, b: a.close(),
    lambda a, b: with_both(a, b), lambda a, b: raised_from(a, b), lambda a, b: a @ b, lambda a, b: a ** b,
    lambda a, b: a.__ior__(b), lambda a, b: unpack(*a), lambda a, b: unpack(**a), lambda a, b: type('T', (), a),
)
sink = io.StringIO()


def matched(a, b):
    match a:
        case [x, *y, z]:
            return x, y, z
        case {'k': x, **y}:
            return x, y
        case Evil(a=x) | BadList(x):
            return x
        case 1 | 'a' | None:
            return b


def with_both(a, b):
    with a as x, b as y:
        return x, y


def raised_from(a, b):
    try:
        raise a from b
    except* ValueError:
        raise b
    except* Bad as e:
        e.__context__ = b


def unpack(x, *y, **z):
    return y


def one():
    global victim
    how = chance(4)
    maker = MAKERS[chance(len(MAKERS))]
    thing = hashed(maker) if maker.__defaults__ else maker()
    victim = thing
    args = [ARGUMENTS[chance(len(ARGUMENTS))]() for _ in range(chance(4))]
    if how == 0:
        FUNCTIONS[chance(len(FUNCTIONS))](*([thing] + args)[:3])
    elif how == 1:
        OPERATORS[chance(len(OPERATORS))](thing, args[0] if args else Evil())
    else:
        names = dir(thing)
        name = names[chance(len(names))]
        if name in SKIPPED:
            return
        method = getattr(thing, name)
        if callable(method):
            kw = {KEYWORDS[chance(len(KEYWORDS))]: Evil()} if chance(6) == 0 else {}
            result = method(*args, **kw)
            if hasattr(result, '__next__'):
                for _ in range(5):
                    next(result)


raised = 0
for number in range(rounds):
    depth = 0
    if number % 64 == 0:
        sink.seek(0)
        sink.truncate(0)
    start = seed
    if len(sys.argv) > 3:
        sys.stderr.write("%d %d\n" % (number, start))
    try:
        one()
    except SystemError:
        raise
    except (Exception, GeneratorExit):
        raised += 1
    except BaseException as e:
        print('round %d, seed %d: %s' % (number, start, type(e).__name__))
        raise
sys.stdout.write('done %d, raised: %s\n' % (rounds, raised > rounds // 10))
