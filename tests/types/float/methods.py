for x in (0.0, -0.0, 0.5, -1.5, 2.0, 1e10, 0.125, 65536.0):
    print(x, x.is_integer(), x.as_integer_ratio(), x.conjugate(), x.real, x.imag, x.__trunc__(), x.__floor__(), x.__ceil__(), int(x))
inf = float("inf")
print(inf.is_integer(), float("nan").is_integer(), (2.0).__int__(), (2.5).__float__(), (0.5).__bool__(), (1.5).__neg__(), (-1.5).__abs__())
print((1.5).__add__(1), (1.5).__radd__(1), (1.5).__mul__("a"), (1.5).__eq__(1.5), (1.5).__lt__(2), (7.5).__divmod__(2), (7.5).__rfloordiv__(20))
print((1e10).as_integer_ratio(), (2.0**100).as_integer_ratio(), (2.0**-20).as_integer_ratio(), float.__name__, isinstance(1.5, float), isinstance(1, float))
for f in (lambda: inf.as_integer_ratio(), lambda: float("nan").as_integer_ratio(), lambda: int(inf), lambda: int(float("nan")), lambda: inf.__trunc__(),
          lambda: (1.5).foo, lambda: (1.5).is_integer(1), lambda: (1.5)[0], lambda: len(1.5), lambda: [1][1.0], lambda: range(1.5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
