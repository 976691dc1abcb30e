# Names of a comprehension that are read before its loops bind them.
class Context:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


def attempt(f):
    try:
        print(f())
    except NameError as e:
        print(isinstance(e, NameError))


def behind(items):
    with Context():
        items = list(items)
    try:
        raise ValueError(items)
    except ValueError:
        return [1 for x in items if y for y in items]


def second(items):
    for key in items:
        for other in items:
            pass
    return {y: x for x in items for y in (z for z in [y])}


def target(items):
    store = [0, 0]
    with Context():
        return [x for store[x], x in items]


def kept(items):
    # y keeps its value from one round of the outer loop to the next
    return [(x, y) for x in items if x == 0 or y for y in (5, 6)]


attempt(lambda: behind((1, 2)))
attempt(lambda: second((1, 2)))
attempt(lambda: target([(0, 1), (1, 2)]))
attempt(lambda: kept((0, 1, 2)))
attempt(lambda: [(a, b) for a, [b, *c] in [(1, (2, 3))] for d in c if d])
try:
    [1 for x in 'ab' if y for y in 'cd']
except NameError as e:
    print('no y')
