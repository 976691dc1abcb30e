def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)

vals = [b"", b"a", b"ab", b"b", b"\xff", bytearray(b"ab")]
for a in vals:
    print([(a < b, a == b, a >= b) for b in vals])
print(b"a" == "a", b"a" != 97, b"ab" == memoryview(b"ab"), memoryview(b"ab") == b"ab", b"a" == [97])
for f in (lambda: b"a" < "a", lambda: b"a" + "b", lambda: b"a" + 1, lambda: b"a" + None, lambda: b"a" + bytearray(b"b"),
          lambda: bytearray(b"a") + b"b", lambda: bytearray(b"a") + "b", lambda: b"a" + memoryview(b"x"), lambda: b"ab" * 3,
          lambda: 2 * b"xy", lambda: b"ab" * -1, lambda: b"a" * "b", lambda: b"a" * 1.5, lambda: bytearray(b"ab") * 2, lambda: b"ab" * 10**30,
          lambda: 97 in b"abc", lambda: b"bc" in b"abc", lambda: b"" in b"", lambda: 300 in b"a", lambda: "a" in b"a", lambda: None in b"a",
          lambda: b"a" in bytearray(b"xa"), lambda: 1 + b"a", lambda: "a" + b"a", lambda: b"a" - b"a"):
    t(f)
s = b"abcdef"
for i in (0, -1, 5, 6, -7, True):
    t(lambda: s[i])
for key in ("a", 1.5, None):
    t(lambda: s[key])
    t(lambda: bytearray(s)[key])
t(lambda: bytearray(s)[9])
for sl in (slice(1, 3), slice(None, None, -1), slice(None, None, 2), slice(4, 1, -2), slice(9, 10), slice(-3, None)):
    print(s[sl], bytearray(s)[sl])
print(list(s), list(reversed(s)), [*bytearray(b"xy")], hash(b"abc") == hash(bytes([97, 98, 99])), bool(b""), bool(b"\0"))
print(max(s), sorted(b"cab"), sum(b"\1\2"), {b"k": 1}[bytes(b"k")])
t(lambda: hash(bytearray(b"a")))
for b in (b"", b"a'b", b'a"b', b"a'\"b", b"\\\n\r\t\0\x7f\x80\xff ~"):
    print(b, bytearray(b), repr(b), str(b))
class A(bytearray):
    pass
print(A(b"q"), bytes.__name__, type(iter(b"")).__name__, type(iter(bytearray())).__name__)
def setit(x):
    x[0] = 1
t(setit, b"ab")
x = b"ab"
x += b"c"
x *= 2
print(x)
