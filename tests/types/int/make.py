for a in ("0", " 12 ", "-5", "+7", "1_000", "\n42\t", "-0", "00012", "123456789012345678901234567890", "-99999999999999999999"):
    print(repr(a), int(a))
print(int("ff", 16), int("0xFF", 16), int("0o17", 8), int("0b101", 2), int("zz", 36), int("Zz", 36), int("-0x1_f", 16), int("0b1", 16))
print(int("0x1f", 0), int("0b11", 0), int("0o7", 0), int("0", 0), int("00", 0), int("-12", 0), int("0x_f", 16))
print(int("f" * 40, 16), int("1" * 100, 2), int("7" * 50, 8), int("z" * 20, 36), int("2" * 60, 3))
print(int(), int(3.99), int(-3.99), int(True), int(b"12"), int(bytearray(b" 7 ")), int("12", base=8), int(2.0**40), int(-(2.0**70)))
class I:
    def __int__(self): return 7
class X:
    def __index__(self): return 8
class T:
    def __trunc__(self): return 9
class Bad:
    def __int__(self): return "x"
class Sub(int):
    pass
print(int(I()), int(X()), int(Sub(5)), type(int(Sub(5))), Sub(5) + 1, type(Sub(5) + 1), Sub("12", 16), Sub())
print(Sub(2**70), Sub(2**70) - 2**70, isinstance(Sub(1), int), Sub(3) == 3, hash(Sub(3)) == hash(3), -Sub(4), [1, 2, 3][Sub(1)])
for f in (lambda: int(""), lambda: int("12x"), lambda: int("1__2"), lambda: int("_1"), lambda: int("1_"), lambda: int("012", 0),
          lambda: int("0b12", 0), lambda: int("8", 8), lambda: int("z", 37), lambda: int("1", 1), lambda: int("1", -1),
          lambda: int("1", 2**70), lambda: int(12, 10), lambda: int([]), lambda: int(None), lambda: int(base=10),
          lambda: int(x=1), lambda: int(1, 2, 3), lambda: int(float("nan")), lambda: int(float("-inf")), lambda: int(b"1x"),
          lambda: int("1", base="a"), lambda: int(1.5, 10), lambda: int(1j), lambda: int(Bad()), lambda: int("- 1"), lambda: int("0x", 16)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
