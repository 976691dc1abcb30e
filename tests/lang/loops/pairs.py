# Loops over pairs: no tuple is made when the body unpacks it at once, and nothing else may differ.
d = {'a': 1, 'b': 2, 'c': 3}
for k, v in d.items():
    print(k, v, end=' ')
print()
for i, (x, y) in enumerate(zip('ab', [1, 2]), 5):
    print(i, x, y, end=' ')
print()
for t in zip('ab', 'cd'):
    print(t, end=' ')
for a, b in zip('abc', range(2)):
    print(a, b, end=' ')
for a, b in zip((x for x in 'pq'), map(str, [7, 8, 9])):
    print(a, b, end=' ')
for a, b, c in zip('ab', 'cd', 'ef'):
    print(a, b, c, end=' ')
print()

def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)

def grows():
    for k, v in d.items():
        d[k + k] = v
attempt(grows)
def strict(a, b):
    for x, y in zip(a, b, strict=True):
        print(x, y, end=' ')
attempt(lambda: strict([1, 2], [3]))
attempt(lambda: strict([1], [3, 4]))
attempt(lambda: strict([1], [3]))
print()
def three():
    for a, b in zip('ab', 'cd', 'ef'):
        print(a, b)
attempt(three)
def one():
    for a, b in zip('ab'):
        print(a, b)
attempt(one)
def fails():
    yield 1
    raise ValueError('from the iterator')
def failing():
    for a, b in zip('xyz', fails()):
        print(a, b)
attempt(failing)
attempt(lambda: [print(i, x) for i, x in enumerate(fails())])

# targets of other kinds, and the same one twice
class Box:
    pass
box, items = Box(), [0, 0]
for box.n, items[0] in enumerate('xy'):
    print(box.n, items, end=' ')
for a, a in {1: 2}.items():
    print(a, end=' ')
for a, *b in enumerate('x'):
    print(a, b, end=' ')
for (a, b), in [d.popitem()],:
    print(a, b, end=' ')
print()
print([v for k, v in {1: 2, 3: 4}.items()], {v: k for k, v in enumerate('ab')}, sum(x * y for x, y in zip([1, 2], [3, 4])))

# nested, left early, with else
for i, row in enumerate(['ab', 'cd']):
    for j, c in enumerate(row):
        if c == 'c':
            break
        print(i, j, c, end=' ')
    else:
        print('else', end=' ')
print(i, j)
big = 1 << 70
for n, x in enumerate('ab', big):
    print(n - big, x, end=' ')
for n, x in enumerate('ab', (1 << 61) - 1):
    print(n, x, end=' ')
print()

class Sub(zip):
    def __next__(self):
        return ('sub', super().__next__())
for a, b in Sub('a', 'b'):
    print(a, b)

# the iterator goes on where the loop stopped
it = iter({1: 'a', 2: 'b', 3: 'c'}.items())
for k, v in it:
    break
print(k, v, list(it))
e = enumerate('abc')
for i, c in e:
    if i == 1:
        break
print(next(e), next(e, None))

def generated():
    for k, v in {'x': 1, 'y': 2}.items():
        yield k
        yield v
print(list(generated()))
