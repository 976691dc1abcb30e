def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)

class I:
    def __index__(self):
        return 3
class B:
    def __bytes__(self):
        return b"B!"
class Bad:
    def __bytes__(self):
        return 5
class Seq:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10
for f in (bytes, bytearray):
    t(f)
    for x in (0, 3, b"ab", bytearray(b"cd"), memoryview(b"ef"), [1, 2, 255], (65, 66), range(5), {7}, iter([9]), I(), Seq(), [I()],
              -1, [256], [-1], ["a"], [1.5], "a", 1.5, None, [10**20], True):
        t(f, x)
    t(f, "\u00e9", "utf-8")
    t(f, "\u00e9", "latin-1", "strict")
    t(f, "\u00e9", encoding="ascii", errors="replace")
    t(f, "\u00e9", "ascii")
    t(f, "a", 1)
    t(f, "a", "utf8", 1)
    t(f, 1, "a")
    t(f, b"a", "utf8")
    t(f, encoding="a")
    t(f, errors="a")
    t(f, 1, 2, 3, 4)
    t(f, foo=1)
    t(f, "a", errors="strict")
    t(f, 1 << 100)
t(bytes, B())
t(bytes, Bad())
x = b"xyz"
print(bytes(x) is x, x[:] is x, bytes(bytearray(5)))
for h in ("", "00", "ab CD", " 1 ", "1", "zz", "0g", "aa\u00e9", "12 34\n56\t", "1 2"):
    t(bytes.fromhex, h)
    t(bytearray.fromhex, h)
t(bytes.fromhex, b"00")
class S(bytes):
    pass
print(S(b"ab"), type(S(b"ab")).__name__, S(b"ab") == b"ab", S.fromhex("4142"), type(S.fromhex("41")).__name__, len(S(4)), S(b"a") + b"b")
class P(bytes):
    def __repr__(self):
        return "P!"
print(P(b"x"), repr(P(b"x")), [P(b"y")])
