# Slice assignment: the slice is looked at before the value. And which operand is told of.
class Plain:
    pass


class Shrinks:
    def __iter__(self):
        victim.clear()
        return iter((7, 8))


for part in slice(None, None, 0), slice(0, 2, 2), slice(1, 1), slice('a'), slice(None, None, True), slice(None, None, -1):
    for value in 5, [1], (), 'ab', iter([1, 2, 3]), Plain():
        victim = [1, 2, 3]
        try:
            victim[part] = value
            print(victim)
        except (TypeError, ValueError) as e:
            print(e)
for part in slice(1, 2), slice(0, 3):
    victim = [1, 2, 3]
    try:
        victim[part] = Shrinks()
    except ValueError as e:
        print(e)
    print(victim)
for left, right in ((), Plain()), ([], Plain()), (Plain(), []), (Plain(), ()), ([], 1.5), ({}, ()):
    for operator in lambda a, b: a + b, lambda a, b: a * b:
        try:
            operator(left, right)
        except TypeError as e:
            print(e)
