from itertools import compress, dropwhile, takewhile, filterfalse, islice, starmap


def show(f, *args, **kw):
    try:
        print(list(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


def bad(x):
    raise KeyError(x)


show(compress, 'ABCDEF', [1, 0, 1, 0, 1, 1])
show(compress, 'AB', [1])
show(compress, data='AB', selectors=(0, 1))
show(compress, 'AB')
show(compress, 3, 4)
show(dropwhile, lambda x: x < 3, [1, 2, 3, 1])
show(takewhile, lambda x: x < 3, [1, 2, 3, 1])
t = takewhile(lambda x: x < 2, iter([1, 2, 1]))
print(list(t), list(t))
show(takewhile, bad, [1])
show(dropwhile, bad, [1])
show(filterfalse, None, [0, 1, '', 'a'])
show(filterfalse, bool, [0, 1, '', 'a'])
show(filterfalse, lambda x: x % 2, range(6))
show(filterfalse, 3)
show(filterfalse, 3, [1])
show(starmap, pow, [(2, 5), [3, 2], iter((1, 1))])
show(starmap, pow, [3])
show(starmap, pow)
show(islice, 'ABCDEFG', 2)
show(islice, 'ABCDEFG', 2, 4)
show(islice, 'ABCDEFG', 2, None)
show(islice, 'ABCDEFG', 0, None, 3)
show(islice, 'ABCDEFG', 1, 6, 2)
show(islice, 'ABC', None)
show(islice, 'ABC', None, None, None)
show(islice, 'ABC', 10)
show(islice, 'ABC', 2, 1)
show(islice, 'ABC', -1)
show(islice, 'ABC', -1, 3)
show(islice, 'ABC', 1, 3, 0)
show(islice, 'ABC', 'x')
show(islice, 'ABC', 1, 'x')
show(islice, 'ABC')
show(islice, 'ABC', 1, 2, 3, 4)
show(islice, 3, 1)
it = iter(range(20))
show(islice, it, 3)
print(next(it))
show(islice, it, 2, 8, 4)
print(next(it))
show(islice, it, 5, 2)
print(next(it))
