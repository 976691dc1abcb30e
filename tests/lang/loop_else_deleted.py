# What a loop deletes is unknown in its else block, too.
def attempt(f, *args):
    try:
        print(f(*args))
    except NameError as e:
        print(e)


def for_else(items, a):
    for x in items:
        del a
    else:
        return a


def while_else(n, a):
    while n:
        n -= 1
        del a
    else:
        return a


def nested(items, a):
    for x in items:
        for y in items:
            del a
            a = y
        else:
            b = a
            del a
        a = b
    else:
        return a


async def waits(items, a):
    async for x in items:
        del a
    else:
        return a


class Items:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n -= 1
        if self.n < 0:
            raise StopAsyncIteration


def finish(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as e:
        return e.value


for n in 0, 1, 2:
    attempt(for_else, range(n), 'kept')
    attempt(while_else, n, 'kept')
    attempt(nested, range(n), 'kept')
    attempt(lambda: finish(waits(Items(n), 'kept')))

# Conditions far away that lead to each other: the code is taken again from a file.
LINE = '            d = [a, b, a, b, a]\n'
TEXT = '''
def f(a, b, c):
    while a < b:
        while b > a:
            if a < b:
%s
            a += 1
            if a < b: continue
            if b < c:
%s
                if c < a: break
        else:
            a += 1
    return a, b, c
''' % (LINE.replace('    d', '        d') * 40, LINE.replace('    d', '        d') * 40)
exec(TEXT)
print(f(1, 3, 0), f(3, 1, 0))
