# Sets as items: one with a hash of its own is looked for as itself, others as the frozenset of their items.
class H(set):
    def __hash__(self):
        return 7


h = H()
s = {h, frozenset([1])}
print(h in s, {1} in s, {2} in s)
s.discard({1})
s.remove(h)
print(s)
try:
    s.remove({1, 2})
except KeyError as e:
    print(type(e.args[0]).__name__)
it = iter({1, 2})
print(it.__length_hint__(), next(it), it.__length_hint__())


class Kw(frozenset):
    def __init__(self, items, more=None):
        self.more = more


class Plain(frozenset):
    pass


class T(tuple):
    def __init__(self, items, more=None):
        self.more = more


class L(list):
    def __new__(cls, items, more=None):
        self = super().__new__(cls, items)
        self.more = more
        return self


print(Kw([1], more=3).more, T([1], more=4).more, L([1], more=5).more, L([1], more=5))
for make in (lambda: Plain(items=1), lambda: list(a=1), lambda: tuple(a=1), lambda: set(a=1)):
    try:
        make()
    except TypeError as e:
        print(e)
