# what bytes and bytearray share with str
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)

for T in (bytes, bytearray):
    s = T(b"abcabc")
    print(s.find(b"b"), s.find(98), s.rfind(b"b"), s.rfind(99), s.find(b"x"), s.find(b"", 7), s.count(97), s.count(b"bc"), s.count(b""))
    t(s.find, "a")
    t(s.find, 256)
    t(s.find, 1.0)
    t(s.index, b"x")
    t(s.rindex, 120)
    t(s.count, None)
    t(s.find, bytearray(b"ca"))
    t(s.find, memoryview(b"ca"), 1, 5)
    print(s.startswith(b"ab"), s.endswith((b"x", b"bc")), s.startswith(b"b", 1), s.removeprefix(b"ab"), s.removesuffix(bytearray(b"c")))
    t(s.startswith, "a")
    t(s.endswith, ("a",))
    t(s.removeprefix, "a")
    print(s.split(b"b"), s.rsplit(b"b", 1), T(b" a\x0bb \xff ").split(), T(b"a\nb\r\nc\x0bd").splitlines(), T(b"a\n").splitlines(True))
    t(s.split, "b")
    t(s.split, b"")
    t(s.split, 1)
    print(s.partition(b"c"), s.rpartition(b"c"), s.partition(b"x"))
    t(s.partition, b"")
    t(s.partition, "a")
    print(s.replace(b"b", b"XX"), s.replace(b"", b"-", 2), s.replace(bytearray(b"ab"), b""))
    t(s.replace, "a", "b")
    print(T(b" \t\x1ca ").strip(), s.strip(b"ac"), s.lstrip(b"ab"), s.rstrip(b"c"))
    t(s.strip, "a")
    t(s.strip, 1)
    print(s.center(9), s.ljust(8, b"."), s.rjust(8, bytearray(b"*")), T(b"-5").zfill(4), T(b"a\tb").expandtabs(4))
    t(s.center, 10, "a")
    t(s.ljust, 10, b"ab")
    t(s.rjust, 10, 1)
    print(T(b",").join([b"a", bytearray(b"b"), memoryview(b"c")]), T(b"").join([]), T(b"-").join([b"x"]), T(b".").join((b"a", b"b")))
    t(T(b",").join, [1])
    t(T(b",").join, ["a"])
    t(T(b",").join, "ab")
    t(T(b",").join, 1)
    print(s.hex(), s.hex(":"), s.hex("-", 2), s.hex(b"_", -4), s.hex(" ", 0), T(b"").hex(), s.hex(sep=".", bytes_per_sep=100))
    for a in (("",), ("ab",), ("\u00e9",), (b"\xff",)):
        t(s.hex, *a)
    print(s.translate(bytes(range(255, -1, -1))), s.translate(None, b"b"), s.translate(None, delete=b"ac"))
    t(s.translate, b"a")
    t(s.translate, "a")
    t(T.maketrans, b"ab", b"x")
    print(s.translate(T.maketrans(b"ab", b"xy")), len(T.maketrans(b"", b"")))

# hex() in groups of every size from both ends, and back.
for n in range(1, 9):
    data = bytes(range(0x9c, 0x9c + 7 * n, 7))
    print(n, [data.hex(':', group) for group in range(-9, 10)])
    print(bytes.fromhex(data.hex(' ', 2)) == data, bytes.fromhex(data.hex()) == data)
for text in ('', ' ', '\n0a\t', 'f', '0 0', '00 1', 'g0', '0g', ' 00\u20ac', 'aB Cd'):
    try:
        print(bytes.fromhex(text), bytearray.fromhex(text))
    except ValueError as error:
        print(error)
