for v in (0, 1, -1, 255, 256, -256, 2**29, 2**31, 2**62, 2**64, -2**64, 2**64 - 1, 10**30, -10**30):
    print(v, v.bit_length(), v.bit_count(), v.as_integer_ratio(), v.conjugate(), v.real, v.imag, v.numerator, v.denominator)
print((5).__index__(), (5).__int__(), (5).__float__(), (5).__trunc__(), (5).__floor__(), (5).__ceil__(), (5).__bool__())
print(True.real, True.bit_length(), True.conjugate(), type(True.real), True.numerator)
print(round(15, -1), round(25, -1), round(-25, -1), round(-15, -1), round(149, -2), round(150, -2), round(5, -5), round(5, 3), round(5))
print(round(2**70, -10), round(10**30 + 5 * 10**9, -10), round(-(10**30) - 5 * 10**9, -10), round(10**30 + 5 * 10**9 + 1, -10), round(12345, -100))
print((3).__add__(4), (3).__radd__(4), (3).__sub__(4), (3).__rsub__(4), (7).__floordiv__(2), (2).__pow__(5), (3).__add__("a"), (6).__divmod__(4))
print((3).__lt__(4), (3).__eq__(3), (3).__neg__(), (3).__invert__(), (3).__and__(6), (3).__str__(), (3).__hash__())
print(int.__name__, type(3), isinstance(3, int), isinstance(True, int), issubclass(bool, int), int.__mro__)
for f in (lambda: round(1, 2.0), lambda: (1).bit_length(2), lambda: (1).foo):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e)[:60])

# -1 is no hash, whoever asks.
print((-1).__hash__(), int.__hash__(-1), (-1.0).__hash__(), hash(-1), (5).__hash__())
