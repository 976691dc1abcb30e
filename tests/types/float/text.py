# host only: large floats have other texts in single precision
for s in ("0", "1", "-1.5", "+.5", "5.", "1e3", "1E-2", "1_000.5", " 2.5\n", "inf", "-Infinity", "nan", "iNf", "1e400", "-1e-400", "00.5"):
    print(repr(s), float(s))
for x in (0.0, 1.0, 100000.0, 0.5, 0.25, 0.125, 1e15, 1e16, 123456.0, 0.0001, 0.00001, 1.5e-7, 1e22, -2.5e-20, 65504.0, 1e30):
    print(x, str(x) == repr(x), float(repr(x)) == x)
print(float(), float(3), float(True), float(b"1.5"), float(bytearray(b" 2.5 ")), float(2**20), float("1" * 5))
class F:
    def __float__(self): return 2.5
class X:
    def __index__(self): return 8
class Bad:
    def __float__(self): return "x"
class Sub(float):
    pass
print(float(F()), float(X()), Sub(1.5), Sub("2.5") * 2, type(Sub(1) + 1), Sub(0.5) == 0.5, float(Sub(3)), type(float(Sub(3))))
for f in (lambda: float("abc"), lambda: float(""), lambda: float("1__0"), lambda: float("1_"), lambda: float("_1"), lambda: float("1e"),
          lambda: float("."), lambda: float("0x10"), lambda: float("1 2"), lambda: float(None), lambda: float([]), lambda: float(1, 2),
          lambda: float(x=1), lambda: float(1j), lambda: float(Bad()), lambda: float(b"a"), lambda: float(10**400)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print("%.2f %5.1f %e %g %G %.0f" % (1.5, 2.25, 1.5, 0.0001, 1e20, 2.5))
print(f"{1.5:.3f} {1234567.5:,.1f} {0.25:%} {1.5:10}| {1.5:<10}| {-1.5:+} {1e10:g} {0.5:e}")
