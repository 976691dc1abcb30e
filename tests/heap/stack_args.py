# A C function that is called with arguments calls Python functions that make the value stack longer, and goes on with them.
def deep(n):
    a, b, c, d = n, n + 1, n + 2, n + 3
    return 0 if n == 0 else deep(n - 1) + (b - a) + (d - c) - 2


class Meta(type):
    def __new__(mcls, name, bases, ns, *, depth=0, **kw):
        deep(depth)
        return super().__new__(mcls, name, bases, ns)

    def __init__(cls, name, bases, ns, *, depth=0, **kw):
        deep(depth // 2)
        print('init', name, bases, ns.get('x'), kw)


class A(metaclass=Meta):
    pass


def outer(level, depth):
    made = Meta('L%d' % level, (A,), {'x': level, 'y': str(level)}, depth=depth, other=[level])
    return made if level == 0 else outer(level - 1, depth + 5)


print(outer(6, 3).x)


class Add:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        deep(self.n)
        return Add(self.n + other.n)

    def __lt__(self, other):
        deep(other.n)
        return self.n < other.n


print(sum([Add(3), Add(9), Add(30)], Add(1)).n)
print([x.n for x in sorted([Add(5), Add(40), Add(2)])])
print(max(Add(7), Add(50), Add(20)).n, min(Add(7), Add(50), Add(20)).n)
