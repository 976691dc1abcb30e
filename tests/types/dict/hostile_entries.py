# Dicts that change while they are compared or iterated over.
class Grow:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target[len(self.target)] = 1
        return True

a, b = {}, {}
a['x'], b['x'] = Grow(a), 1
print(a == b, len(a))

d = {1: 1, 2: 2, 3: 3}
try:
    for k in d:
        print(k)
        if k == 1:
            del d[1]
            d[9] = 9
except RuntimeError as e:
    print(e)

it = iter({1: 2, 3: 4})
print(it.__length_hint__(), next(it), it.__length_hint__(), next(it), it.__length_hint__(), next(it, 'end'))
it = reversed({1: 2, 3: 4}.values())
print(it.__length_hint__(), list(it), it.__length_hint__())


class Backwards(dict):
    def keys(self):
        return reversed(list(dict.keys(self)))

    __iter__ = keys


print(dict(Backwards(a=1, b=2)))
