# A class derived from a named tuple may have _fields of its own.
import collections


class Base(collections.namedtuple('Base', 'a b')):
    _fields = ('a', 'b', 'c')

    @property
    def c(self):
        return 'c'


x = Base(1, 2)
print(x, x.a, x.c, len(x), Base._make([3, 4]), x._replace(a=5), x._fields)
try:
    Base(1)
except TypeError as e:
    print(e)
