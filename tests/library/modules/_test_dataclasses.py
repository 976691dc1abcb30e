import dataclasses
from dataclasses import *


def attempt(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except Exception as e:
        return '%s %s' % (type(e).__name__, e)


def body(text):
    try:
        exec(text, dict(globals()))
        return 'fine'
    except Exception as e:
        return '%s %s' % (type(e).__name__, e)


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, repr=False, compare=False)
    count: 'int' = field(default=5, init=False)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default='', compare=False, kw_only=True)


@dataclass(slots=True)
class Slotted:
    a: int
    b: str = 'b'


@dataclass
class Base:
    x: int = 1

    def __post_init__(self):
        self.done = True


@dataclass(kw_only=True)
class Derived(Base):
    y: int
    z: InitVar[int] = 3

    def __post_init__(self, z):
        super().__post_init__()
        self.sum = self.y + z


@dataclass
class Node:
    children: list
    _: KW_ONLY
    name: str = 'n'
    kind: dict = field(default_factory=dict)


p = Point(1)
print(p, p == Point(1, 0, [5]), p == Point(2), Point.__match_args__, p.count, p.tags is Point(1).tags, attempt(hash, p))
print(attempt(Point), attempt(Point, 1, 2, 3, 4), attempt(Point, 1, count=2), Point(x=3, y=4))
print(Version(1, 2) < Version(1, 3), Version(1, note='a') == Version(1, note='b'), hash(Version(1)) == hash(Version(1)), sorted([Version(2), Version(1)]))
print(attempt(setattr, Version(1), 'major', 2), attempt(delattr, Version(1), 'major'), attempt(lambda: Version(1) < 5), isinstance(FrozenInstanceError(), AttributeError))
print(Slotted(1), Slotted.__slots__, attempt(setattr, Slotted(1), 'c', 1), hasattr(Slotted(1), '__dict__'))
d = Derived(y=4)
print(d, d.sum, d.done, [f.name for f in fields(Derived)], replace(d, y=5, z=1).sum, attempt(replace, p, count=1))
print(Node([Node([], name='x')]), asdict(Node([Node([])])), astuple(Node([(1, Node([]))], name='q')), is_dataclass(Node), is_dataclass(5))
print(attempt(fields, 5), attempt(asdict, Node), attempt(replace, 5), repr(fields(Point)[1])[:60])
n = Node([])
n.children.append(n)
print(n)
C = make_dataclass('C', ['a', ('b', int), ('c', str, 'see')], bases=(dict,), namespace={'twice': lambda self: self.b * 2})
print(attempt(C, 1, 2, 3), C(a=1, b=2).twice(), C.__mro__[1].__name__, attempt(make_dataclass, 'D', ['a b']), attempt(make_dataclass, 'D', ['if']))
for text in ('@dataclass\nclass A:\n a: int = 1\n b: int', '@dataclass\nclass A:\n a: list = []', '@dataclass(order=True, eq=False)\nclass A: pass',
             '@dataclass(order=True)\nclass A:\n def __lt__(self, o): pass', '@dataclass\nclass A(Version): pass', '@dataclass(frozen=True)\nclass A(Base): pass',
             '@dataclass(unsafe_hash=True)\nclass A:\n def __hash__(self): return 1', '@dataclass\nclass A:\n a = field()', '@dataclass(slots=True)\nclass A:\n __slots__ = ()',
             '@dataclass\nclass A:\n a: KW_ONLY\n b: KW_ONLY', '@dataclass(frozen=True)\nclass A:\n def __setattr__(self, n, v): pass',
             'field(default=1, default_factory=int)', '@dataclass(weakref_slot=True)\nclass A: pass'):
    print(body(text))
for options in ({}, {'eq': False}, {'frozen': True}, {'unsafe_hash': True}, {'repr': False}, {'init': False}, {'match_args': False}):
    cls = dataclass(**options)(type('T', (), {'__annotations__': {'v': int}, 'v': 7}))
    print(options, cls.__hash__ is None, '__eq__' in cls.__dict__, '__repr__' in cls.__dict__, '__init__' in cls.__dict__, '__match_args__' in cls.__dict__)
match Point(3, 4):
    case Point(x, y):
        print('matched', x, y)
print(InitVar[int], Point.__init__.__annotations__, field(metadata={'a': 1}).metadata['a'], Point.__init__.__qualname__)


@dataclass
class Text:
    a: 'dataclasses.InitVar[int]'
    b: 'KW_ONLY'
    c: 'int' = 2

    def __post_init__(self, a):
        self.c += a


print(Text(1), attempt(Text, 1, 2))
