# Numbers whose special methods give what they must not: an exception, never a crash.
import math


class Odd:
    def __init__(self, value):
        self.value = value

    def get(self):
        if self.value is None:
            raise KeyError('get')
        return self.value
    __int__ = __float__ = __index__ = get


class Whole:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def attempt(what, *args):
    try:
        print(what(*args), end='; ')
    except Exception as e:
        print(type(e).__name__, e, end='; ')


for value in 5, None, 'x', 1.5, [], Odd(1):
    for form in '%d', '%i', '%x', '%X', '%o', '%c', '%f', '%g', '%e':
        attempt(form.__mod__, Odd(value))
    attempt('%*d'.__mod__, (Odd(value), 1))
    attempt(b'%d'.__mod__, Odd(value))
    attempt(b'%x'.__mod__, Odd(value))
    attempt(math.sin if value == 'x' else math.ceil, Odd(value))
    attempt(math.pow, Odd(value), 1)
    print()
for value in 66, 'x', 1.5:
    for form in '%d', '%x', '%c', '%f':
        attempt(form.__mod__, Whole(value))
    attempt(math.pow, Whole(value), 1)
    attempt(math.fabs, Whole(value))
    print()
