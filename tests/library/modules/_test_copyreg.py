# How copy and pickle see objects.
import copyreg


def show(v):
    if isinstance(v, str):
        return print(v)
    f, args, *rest = v
    print(f.__name__, args, *[list(r) if hasattr(r, '__next__') else r for r in rest])


class C:
    pass


class S:
    __slots__ = 'a', '__b'


class T(S):
    pass


class L(list):
    pass


class D(dict):
    pass


class I(int):
    pass


c, s, t = C(), S(), T()
print(c.__getstate__(), s.__getstate__(), t.__getstate__())
show(c.__reduce_ex__(2))
c.x = s.a = t.a = t.y = 1
print(c.__getstate__(), s.__getstate__(), t.__getstate__())
for protocol in 0, 2, 4:
    for v in c, L([1]), D(a=1), I(5), t, s, object(), [1], {1: 2}, 5, 'a', (1, 2), 1.5, b'x', 2j, None, print:
        try:
            show(v.__reduce_ex__(protocol))
        except TypeError as e:
            print(e)
for v in {1}, frozenset('a'), range(3), slice(1, 2), ValueError(1), [].append:
    show(v.__reduce__())
for v in lambda: 0, (i for i in ()), copyreg, property(), classmethod(len), super(int), C.__dict__:
    for protocol in 0, 2:
        try:
            print(v.__reduce_ex__(protocol))
        except TypeError as e:
            print(e)


class E:
    def __getstate__(self):
        return 3

    def __getnewargs__(self):
        return 1, 2


show(E().__reduce_ex__(2))


class E:
    def __getnewargs_ex__(self):
        return self.v


e = E()
for e.v in 1, (1,), ((), 3), (1, {}), ((1,), {}), ((1,), {'a': 2}):
    try:
        show(e.__reduce_ex__(4))
    except (TypeError, ValueError) as x:
        print(x)


class E:
    def __getnewargs__(self):
        return 3


class F:
    def __reduce__(self):
        return 'mine'


print(F().__reduce_ex__(2), F().__reduce_ex__(0))
for f in [lambda: E().__reduce_ex__(2), lambda: object().__reduce_ex__(), lambda: object().__reduce_ex__('a'),
          lambda: object().__reduce_ex__(1, 2)]:
    try:
        f()
    except TypeError as x:
        print(x)

made = copyreg.__newobj__(*c.__reduce_ex__(2)[1])
print(type(made).__name__, copyreg._reconstructor(L, list, [1, 2]), copyreg._slotnames(T), copyreg._slotnames(T))
for f in [lambda: copyreg.add_extension('a', 'b', 0), lambda: copyreg.add_extension('a', 'b', 5),
          lambda: copyreg.add_extension('a', 'b', 5), lambda: copyreg.add_extension('a', 'c', 5),
          lambda: copyreg.add_extension('a', 'b', 6), lambda: copyreg.remove_extension('a', 'c', 5),
          lambda: copyreg.remove_extension('a', 'b', 5), lambda: copyreg.pickle(int, 3),
          lambda: copyreg.constructor(3)]:
    try:
        print(f())
    except (TypeError, ValueError) as x:
        print(type(x).__name__, x)
print(int.__flags__ & 1 << 9, C.__flags__ >> 9 & 1, I.__flags__ >> 24 & 1, bool.__flags__ >> 10 & 1)
