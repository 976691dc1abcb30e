"""The classes of collections that are written in Python."""
import collections
import copy
from collections import ChainMap, Counter, UserDict, UserList, UserString, namedtuple


def tries(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


def counters():
    c = Counter('abracadabra')
    print(c, c['z'], c.total(), len(c), 'z' in c, sorted(c.elements()))
    print(c.most_common(3), c.most_common(0), c.most_common(-1), Counter().most_common(), Counter())
    c.update('aab', z=3)
    c.subtract({'a': 10, 'q': 1}, b=1)
    print(c, -c, +c, c.copy() == c, c.copy() is c, copy.copy(c) == c)
    a, b = Counter(a=3, b=1, c=0), Counter(a=1, b=2, d=-1)
    print(a + b, a - b, a & b, a | b, a == b, a != b, a <= b, a < b, a >= b, a > b, Counter(a=1) == Counter(a=1, b=0))
    for op in ('__iadd__', '__isub__', '__iand__', '__ior__'):
        print(op, getattr(Counter(a=3, b=1), op)(b))
    del a['nothing']
    tries(Counter.fromkeys, 'ab')
    tries(Counter, 1)
    tries(Counter, 'a', 'b')
    tries(lambda: Counter(a=1) + 1)
    print(Counter({'a': 1, 'b': 'x'}), Counter(self=1), isinstance(c, dict), Counter.__module__)
    c.clear()
    print(c, bool(c), dict(Counter([1, 1, 2])))


def chains():
    base, top = {'a': 1, 'b': 2}, {'b': 3, 'c': 4}
    m = ChainMap(top, base)
    print(m, list(m), len(m), m['b'], m.get('x', 7), 'a' in m, bool(ChainMap()), dict(m))
    m['z'] = 5
    print(top, m.parents, m.new_child(k=1), m.new_child({'q': 1}).maps, m.copy().maps[1] is base)
    tries(m.__getitem__, 'nothing')
    tries(m.__delitem__, 'a')
    tries(m.pop, 'a')
    tries(ChainMap({}).popitem)
    print(m | {'a': 9}, {'n': 0, 'b': 1} | m, ChainMap.fromkeys('ab', 0), m == dict(m), list(m.items()))
    m |= {'i': 1}
    m.clear()
    print(m, list(m.keys()))
    m.maps.append(m)
    print(repr(m))


def wrappers():
    d = UserDict({'a': 1}, b=2)
    print(d, len(d), d['a'], 'b' in d, sorted(d), d == {'a': 1, 'b': 2}, d | {'c': 3}, {'z': 0} | d, d.copy() == d)
    d |= {'e': 1}
    print(d.pop('e'), d.setdefault('x', 5), d.data, UserDict.fromkeys('xy', 1), d.get('no', 3))
    tries(d.__getitem__, 'nothing')

    class Default(UserDict):
        def __missing__(self, key):
            return key * 2
    print(Default()['ab'], Default().get('ab'), copy.copy(Default(a=1)))
    a = UserList([3, 1, 2])
    a.append(5)
    a.extend(UserList([7]))
    a += [8]
    print(a, a + [1], [1] + a, a * 2, 2 * a, a[1:3], type(a[1:]), a[0], a < [9], a == UserList(a), len(a), 5 in a)
    a.sort(reverse=True)
    a.insert(0, 'x')
    del a[1]
    a[0:2] = [0]
    a.reverse()
    print(a, a.index(3), a.count(0), a.pop(), a.copy() == a, list(reversed(a)), UserList('abc'), UserList((1, 2)))
    tries(hash, a)
    tries(a.remove, 99)
    s = UserString('Hello')
    print(s, repr(s), s + ' you', 'so ' + s, s * 2, s.upper(), type(s.upper()), s.split('l'), s[1:3], type(s[0]), len(s))
    print(s == 'Hello', s < 'Z', hash(s) == hash('Hello'), 'ell' in s, s.replace(UserString('l'), 'L'), s.find('l'))
    print(UserString('%s-%d') % ('a', 1), '%s' % s, UserString('{}').format(s), s.join(['a', 'b']), s.encode(), int(UserString('12')))
    print(s.center(9, '*'), s.startswith('He'), s.partition('l'), s.zfill(7), s.count('l'), UserString(12) + 3)


def named():
    P = namedtuple('P', 'x y')
    print(P.x.__doc__, P.y.__doc__)
    P.x.__doc__ = 'the first'
    print(P.x.__doc__, P(1, 2), sorted(collections.__dict__.keys() & {'deque', 'OrderedDict'}))


counters()
chains()
wrappers()
named()
