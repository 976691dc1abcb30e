# __reduce__ and __setstate__ of iterators: how copies of them are made.


class Seq:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i


def again(it):
    """What is left, by way of __reduce__."""
    function, args, *state = it.__reduce__()
    copy = function(*args)
    if state:
        copy.__setstate__(state[0])
    return copy


for make in (lambda: iter([1, 2, 3]), lambda: iter((1, 2, 3)), lambda: iter(Seq()), lambda: reversed([1, 2, 3]),
             lambda: iter(iter([5, 6, 7]).__next__, 7)):
    it = make()
    print(next(it), list(again(it)) if it.__reduce__()[0] is reversed or len(it.__reduce__()) == 3 else '')
    print(list(it), list(again(it)), len(it.__reduce__()))
for make in (enumerate, lambda x: zip(x, [7, 8, 9, 10]), lambda x: map(lambda y: y + 1, x), lambda x: filter(None, x),
             lambda x: zip(x, 'abc', strict=True)):
    it = make([1, 2, 3])
    print(next(it), it.__reduce__()[0], len(it.__reduce__()), list(again(it)))
for it in (iter([1, 2, 3]), iter((1, 2, 3)), iter(Seq()), reversed([1, 2, 3])):
    for state in (-42, 1, 2, 100):
        it.__setstate__(state)
        print(state, next(it, 'none'), end='; ')
    print()
try:
    int.__new__(bool, 0)
except TypeError as e:
    print(e)
