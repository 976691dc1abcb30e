# Python, C and Python in turn, each time deeper: the stack grows while C functions have arguments on it.
def rec(n):
    a, b, c = n, n + 1, n + 2
    if n == 0:
        return 0
    got = rec(n - 1) + 1
    assert (a, b, c) == (n, n + 1, n + 2)
    return got


def nest(n, *more, k=3):
    if n == 0:
        return 0
    kept = [n, k]
    got = sum(nest(x, *more, k=x) + 1 for x in [n - 1])
    assert kept == [n, k] and len(more) == 2
    return got


def raises(n):
    if n == 0:
        raise ValueError('deep')
    try:
        return sorted([n - 1], key=raises)
    finally:
        rec(n)


def walk(n):
    if n:
        yield from walk(n - 1)
        yield max(n, 1, key=rec)


class Box:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return rec(self.n) < rec(other.n)

    def __add__(self, other):
        return Box(sum(map(rec, [self.n, other.n])))

    def __enter__(self):
        return list(walk(self.n % 4))

    def __exit__(self, *what):
        return nest(3, 1, 2) > 0


for i in range(8):
    print(i, nest(i, 1, 2), sorted(range(5), key=lambda n: -rec(n * 2)), rec(i * 3))
    print([b.n for b in sorted(map(Box, (7, 2, 5)))], (Box(i) + Box(2)).n, list(walk(i)))
    try:
        raises(i)
    except ValueError as e:
        print(e.args, rec(10))
    with Box(i) as all:
        print(all, 1 // (len(all) - 3))
