# enumerate, zip, map, filter, reversed.
def attempt(f, *args, **kw):
    try:
        r = f(*args, **kw)
        print(list(r))
    except Exception as e:
        print(type(e).__name__, e)

attempt(enumerate, 'ab')
attempt(enumerate, 'ab', 5)
attempt(enumerate, 'ab', start=-1)
attempt(enumerate, iterable='xy', start=10**20)
attempt(enumerate)
attempt(enumerate, 5)
attempt(enumerate, 'a', 'b')
attempt(enumerate, 'a', 1, 2)
print([i * c for i, c in enumerate('abc', 1)])
attempt(zip)
attempt(zip, 'abc')
attempt(zip, 'abc', [1, 2], range(9))
attempt(zip, 'ab', 5)
attempt(zip, 'ab', [1, 2], strict=True)
attempt(zip, 'ab', [1], strict=True)
attempt(zip, 'a', [1, 2], strict=True)
attempt(zip, 'a', 'b', 'cd', strict=True)
attempt(zip, 'ab', 'cd', 'e', strict=True)
attempt(zip, 'a', foo=1)
print(dict(zip('ab', range(2))), list(zip(*[(1, 2), (3, 4)])))
attempt(map, str, [1, 2])
attempt(map, lambda *a: a, 'abc', range(2), [5, 6, 7], (8, 9), {1: 0, 2: 0})
attempt(map, pow, [2, 3], [3, 2])
attempt(map, len)
attempt(map, len, 5)
attempt(map, 5, [1])
attempt(map, int, ['1', 'x'])
attempt(filter, None, [0, 1, '', 'a', [], None])
attempt(filter, lambda x: x > 1, range(4))
attempt(filter, bool, [0, 2])
attempt(filter, 1)
attempt(filter, None, 5)
attempt(reversed, [1, 2, 3])
attempt(reversed, 'abc')
attempt(reversed, (1, 2))
attempt(reversed, range(0, 10, 3))
attempt(reversed, {'a': 1, 'b': 2})
attempt(reversed, {1})
attempt(reversed, 5)
attempt(reversed, iter([1]))
class R:
    def __reversed__(self):
        return iter('custom')
class S:
    def __len__(self):
        return 3
    def __getitem__(self, i):
        return i * i
attempt(reversed, R())
attempt(reversed, S())
e = enumerate('a')
print(iter(e) is e, next(e), next(e, None), type(e).__name__)
