for s in ("1+2j", " (1+2j) ", "1", "j", "-j", "+1j", "1.5-0.5J", "1e3+2e-1j", "-1.5", "inf+nanj", "( 1 )", "1_0+2j", "-1-j", "nan", "1e1j"):
    print(repr(s), complex(s))
print(complex(), complex(1), complex(1, 2), complex(1.5), complex(1j), complex(1j, 2j), complex(1, 2j), complex(True), complex(real=1, imag=2), complex(imag=3), complex(2, imag=1))
class C:
    def __complex__(self): return 1 + 2j
class F:
    def __float__(self): return 2.5
class X:
    def __index__(self): return 4
class Bad:
    def __complex__(self): return 5
class Sub(complex):
    pass
print(complex(C()), complex(F()), complex(X()), complex(F(), X()), Sub(1, 2), type(Sub(1, 2)).__name__, type(Sub(1) + 1).__name__, Sub("1j"), isinstance(Sub(), complex))
for s in ("", "abc", "1 + 2j", "1+2", "1+2jj", "()", "(1+2j", "1++2j", "1+j2", "j1", "1j2", "--1j", "1j+2", "1__0j"):
    try:
        print(complex(s))
    except ValueError as e:
        print(repr(s), e)
for f in (lambda: complex("1", 2), lambda: complex(1, "2"), lambda: complex([]), lambda: complex(1, []), lambda: complex(None), lambda: complex(1, 2, 3), lambda: complex(Bad()), lambda: complex(x=1)):
    try:
        print(f())
    except TypeError as e:
        print(e)
for z in (0j, -0.0 + 0j, complex(-0.0, -0.0), complex(0, -1), complex(1, -0.0), complex(1e20, 1e-7), complex(float("inf"), float("nan")), complex(0, float("-inf")), -1j, 1.5 + 0j):
    print(z, repr(z) == str(z))
