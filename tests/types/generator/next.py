# next() of generators, which runs them in the caller's loop: values, ends, exceptions, tracebacks, nesting.
import sys


def count(n):
    try:
        for i in range(n):
            yield i
        return 'end'
    finally:
        print('closed', n)


g = count(3)
print(next(g), next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print('stop', e.value, e.args)
try:
    next(g)
except StopIteration as e:
    print('stop', e.value, e.args)
print(next(g, 'default'), next(count(0), 'default'), next(iter([5])))


def lines(e):
    out, tb = [], e.__traceback__
    while tb is not None:
        out.append((tb.tb_frame.f_code.co_name if hasattr(tb, 'tb_frame') else '?', tb.tb_lineno))
        tb = tb.tb_next
    return out


def fails():
    yield 1
    raise ValueError('inside')


def stops():
    yield 1
    raise StopIteration('no')


def handles():
    try:
        yield 1
    except KeyError:
        print('not reached')
    try:
        raise KeyError('own')
    except KeyError:
        yield sys.exc_info()[1]
        yield sys.exc_info()[1]
    yield sys.exc_info()[1]


def use(g):
    next(g)
    return next(g)


for make in (fails, stops):
    try:
        use(make())
    except Exception as e:
        print(type(e).__name__, e, repr(e.__cause__), [name for name, line in lines(e)])
try:
    raise IndexError('outer')
except IndexError:
    g = handles()
    print(next(g), repr(next(g)), repr(sys.exc_info()[1]), repr(next(g)), repr(next(g)), repr(sys.exc_info()[1]))
print(sys.exc_info()[1])


def tree(depth):
    if depth > 0:
        left = tree(depth - 1)
        while True:
            try:
                yield next(left)
            except StopIteration as e:
                yield e.value
                break
    return depth


print(list(tree(6)))


def again():
    yield next(me)


me = again()
try:
    next(me)
except ValueError as e:
    print(e)


def sends():
    got = yield 'first'
    while got is not None:
        got = yield got * 2
    inner = yield from count(2)
    yield inner


g = sends()
print(next(g), g.send(4), g.send(5), next(g), next(g), next(g), next(g, None))
g = sends()
print(next(g))
try:
    g.throw(OSError(5))
except OSError as e:
    print(repr(e), next(g, 'over'))
print([next(g) for g in [range(1).__iter__(), (c for c in 'xy'), (c for c in 'z')]], next((i for i in range(9) if i > 5), None))
x = next(i for i in range(9) if i > 5) + next(c * 2 for c in (1, 2)) * 3
print(x)
for bad in ((), (1,), (1, 2), ([], 2, 3)):
    try:
        print(next(*bad))
    except TypeError as e:
        print('TypeError')


class Tasks:
    def __init__(self):
        self.ready = [self.task(n) for n in (2, 3, 1)]
        self.log = []

    def task(self, n):
        for i in range(n):
            self.log.append((n, i))
            yield

    def run(self):
        while self.ready:
            task = self.ready.pop(0)
            try:
                next(task)
                self.ready.append(task)
            except StopIteration:
                pass
        return self.log


print(Tasks().run())
g = (next(g2) for g2 in [(y for y in ())])
try:
    next(g)
except RuntimeError as e:
    print(e, repr(e.__cause__))
garbage = []


def keeps(big):
    while True:
        garbage.append(bytes(100))
        del garbage[:]
        yield big


g = keeps(list(range(10)))
print(sum(len(next(g)) for i in range(50)), len(next(g)))
