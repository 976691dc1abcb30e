import collections.abc as c
ok = lambda *a: print(*a)
ok(isinstance([], c.Sequence), isinstance([], c.Hashable), isinstance((), c.Hashable), isinstance({}, c.Mapping), isinstance(3, c.Iterable), isinstance('', c.Iterable), isinstance(iter([]), c.Iterator))
ok(isinstance(len, c.Callable), issubclass(dict, c.Collection), issubclass(list, c.Reversible), issubclass(int, c.Sized), issubclass(set, c.MutableSet))
class S(c.Sequence):
    def __init__(s, l): s.l=l
    def __getitem__(s,i): return s.l[i]
    def __len__(s): return len(s.l)
s=S([1,2,3]); ok(list(s), 2 in s, s.index(3), list(reversed(s)), s.count(1))
class M(c.MutableMapping):
    def __init__(s): s.d={}
    def __getitem__(s,i): return s.d[i]
    def __setitem__(s,i,v): s.d[i]=v
    def __delitem__(s,i): del s.d[i]
    def __len__(s): return len(s.d)
    def __iter__(s): return iter(s.d)
m=M(); m.update(a=1,b=2); ok(m.pop('a'), m.setdefault('z',3), list(m.items()), m.keys() & {'z'}, m=={'b':2,'z':3}, m.popitem(), repr(m.values())[:20])
class X:
    __hash__=None
    def __iter__(s): return iter(())
ok(isinstance(X(), c.Hashable), isinstance(X(), c.Iterable), isinstance(X(), c.Sized), issubclass(X, c.Iterator))
class Y(list): __iter__=None
ok(isinstance(Y(), c.Iterable))
def g(): yield
ok(isinstance(g(), c.Generator), isinstance(range(3), c.Sequence), isinstance(b'', c.ByteString))
