# min, max, any, all, sorted, len.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

print(min(3, 1, 2), max(3, 1, 2), min([3, 1]), max((1, 5)), min('hello'), max({1: 2, 3: 0}), min(2, 1.5), max(1, True))
print(min([1], key=lambda x: -x), max('a', 'bb', key=len), max(['bb', 'a', 'cc'], key=len), min([], default=5), max((), default=None))
print(min(x * x for x in (3, -2)), max(range(10)), min(1.5, 0.5), max(-0.5, -1.5), min('b', 'a'), max([1, 2], [1, 3]))
attempt(min, [])
attempt(max, ())
attempt(min)
attempt(max)
attempt(min, 5)
attempt(min, 1, 'a')
attempt(max, [1, 'a'])
attempt(min, 1, 2, default=3)
attempt(max, [1], foo=2)
attempt(min, [1, 2], key=5)
attempt(max, [1, 2], key=None)
print(any([0, '', 1]), any([]), any(x > 2 for x in range(3)), all([1, 'a']), all([]), all([1, 0]), all(range(5)), any(range(1)))
attempt(any, 5)
attempt(all)
print(sorted([3, 1, 2]), sorted('hello', reverse=True), sorted([-3, 2], key=abs), sorted({2: 1, 1: 2}))
attempt(sorted, [1, 'a'])
print(len('abc'), len([]), len({1: 2}), len(range(5)), len(b'ab'), len({1}), len(()))
attempt(len, 5)
attempt(len, iter([]))
attempt(len)
class C:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
    def __bool__(self):
        raise ValueError('no truth')
attempt(len, C(3))
attempt(len, C(-1))
attempt(len, C('x'))
attempt(len, C(True))
attempt(any, [C(1)])
attempt(all, [1, C(1)])
def gen():
    yield 1
    yield 0
    print('not reached')
    yield 2
print(all(gen()))
