"""pprint and reprlib: layouts at several widths, and repr() of bounded length."""
import collections
import pprint
import reprlib
import types

long = {'numbers': list(range(40)), 'nested': {'text': 'the quick brown fox jumps over the lazy dog ' * 3, 'set': {3, 1, 2}},
        'tuple': (1,), 'bytes': b'\x00\x01binary data of some length' * 4, ('a', 1): None, 1: 2.5}
loop = [1, {'me': None}]
loop[1]['me'] = loop
Point = collections.namedtuple('Point', 'x y')
values = [long, collections.OrderedDict(long), collections.Counter('abracadabra' * 9), collections.deque(range(40), 50),
          collections.defaultdict(list, {i: 'x' * i for i in range(12)}), types.SimpleNamespace(a=list(range(20)), b='y' * 70),
          collections.ChainMap({'a': 'b' * 60}, {'c': 'd' * 60}), bytearray(b'12345678' * 12), frozenset(range(30)),
          types.MappingProxyType({'k' * 30: 'v' * 60}), [Point(1, 2)] * 9, 'line one\nline two\n' * 5, [[[[[[1]]]]]], (), 'x']
for value in values:
    for options in [{}, {'width': 30, 'indent': 4}, {'compact': True, 'width': 50}, {'depth': 2}, {'sort_dicts': False, 'width': 1}]:
        print(pprint.pformat(value, **options))
print(pprint.pformat(loop).replace(str(id(loop)), 'ID'), pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable(long))
print(pprint.saferepr(long), pprint.pformat(123456789, underscore_numbers=True))
pprint.pp({'b': 1, 'a': 2})
pprint.pprint({'b': 1, 'a': 2})
for bad in [{'indent': -1}, {'depth': 0}, {'width': 0}]:
    try:
        pprint.PrettyPrinter(**bad)
    except ValueError as e:
        print(e)


class Short(reprlib.Repr):
    def repr_Point(self, x, level):
        return 'P'


class Bad:
    def __repr__(self):
        raise RuntimeError


class Tree(list):
    @reprlib.recursive_repr('<...>')
    def __repr__(self):
        return '<' + ', '.join([repr(x) for x in self]) + '>'


for value in [list(range(10)), tuple(range(7)), (1,), {i: i for i in range(9)}, {5, 4, 3, 2, 1, 0, 9}, frozenset([1]), set(), 'x' * 50,
              "it's" * 20, 10 ** 60, [[[[[[[[1]]]]]]]], collections.deque(range(9)), Point(1, 2), b'z' * 50, {}, []]:
    print(reprlib.repr(value))
short = Short()
short.maxlist, short.maxstring, short.maxlevel = 2, 8, 2
print(short.repr([Point(1, 2), 'abcdefghijkl', 3]), short.repr([[[1]]]), reprlib.repr(Bad())[:18])
tree = Tree([1])
tree.append(tree)
print(tree, Tree.__repr__.__name__)
