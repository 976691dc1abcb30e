# isinstance, attributes, callable, id, hash, repr, iter, next, vars, dir.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance('a', (int, (float, str))), isinstance(1, ()))
print(issubclass(bool, int), issubclass(int, (str, float)), issubclass(int, object), isinstance(int, type), isinstance(None, type(None)))
attempt(isinstance, 1, 5)
attempt(isinstance, 1, (int, 5))
attempt(isinstance, 'a', (int, 5))
attempt(issubclass, 5, int)
attempt(issubclass, int, 5)
class Meta(type):
    def __instancecheck__(cls, x):
        return x == 5
    def __subclasscheck__(cls, x):
        return x is str
class A(metaclass=Meta):
    pass
print(isinstance(5, A), isinstance(6, A), issubclass(str, A), issubclass(int, A), isinstance(6, (str, A)))
class O:
    x = 1
    def m(self):
        pass
o = O()
print(getattr(o, 'x'), getattr(o, 'y', 'none'), hasattr(o, 'x'), hasattr(o, 'y'), setattr(o, 'y', 2), o.y, vars(o))
delattr(o, 'y')
attempt(getattr, o, 'y')
attempt(delattr, o, 'y')
attempt(getattr, o, 5)
attempt(hasattr, o, 5)
attempt(setattr, 5, 'x', 1)
attempt(vars, 5)
class P:
    @property
    def p(self):
        raise ValueError('in property')
    def __getattr__(self, name):
        if name == 'z':
            return 'zzz'
        raise AttributeError(name)
attempt(hasattr, P(), 'p')
print(hasattr(P(), 'q'), getattr(P(), 'z'), getattr(P(), 'q', 0))
print(callable(len), callable(O), callable(o), callable(o.m), callable(lambda: 0), callable(5), callable(None))
print(id(o) == id(o), id(o) != id(O()), id(None) == id(None), isinstance(id('a'), int))
print(hash(5), hash(True), hash('a') == hash('a'), hash(1.0), hash(0.5) == hash(0.5), hash(o) == hash(o), hash(-2))
attempt(hash, [])
print(repr('a\n'), ascii('é\n'), ascii([1, 'ü']), format(5, '03d'), format('a'), format(1.5, '.2f'), repr(repr('q')))
attempt(format, 5, 5)
attempt(format, [], 'x')
attempt(next, iter([]))
print(next(iter([]), None), next(iter('ab')), 'm' in dir(O), 'x' in dir(o), 'append' in dir([]))
def f(a, b=2):
    c = 3
    return sorted(locals().items()), dir()
print(f(1), 'f' in globals(), 'f' in dir(), Ellipsis, NotImplemented, __debug__, __name__)
