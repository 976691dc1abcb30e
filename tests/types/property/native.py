# Attributes of built-in types.
def attempt(f, *args):
    try:
        print(f(*args))
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


class I(int):
    pass


print(range(3, 9, 2).start, I(7).real, I(7).imag, (3).numerator)
attempt(setattr, range(1), "start", 1)
attempt(setattr, 1, "real", 1)
attempt(delattr, 1, "real")
attempt(int.real.__get__, "a")
print(int.real.__get__(5), int.real.__name__, int.real.__objclass__)
print(int.real)
