def t(f, *a):
    for x in a:
        try:
            print(f, f % x)
        except Exception as e:
            print(f, type(e).__name__, e)
class B:
    def __bytes__(self):
        return b"BB"
t(b"%s|%b", (b"a", bytearray(b"q")), (memoryview(b"x"), B()), ("a", 1), (b"x",))
t(b"%d %i %u", (5, -6, 7), ("a", 1, 2))
t(b"%5d|%-5d|%05d|%+d", (1, 2, 3, 4))
t(b"%x %X %o %#x", (255, 255, 8, 16))
t(b"%f|%.1e|%g", (1.5, 2.5, 0.25), ("a", 1, 2))
t(b"%a %r", ("\u00e9", b"x"))
t(b"%c", 65, b"z", bytearray(b"y"), "a", 256, b"ab", -1)
t(b"%10s|%-4s|%.1s", (b"ab", b"c", b"xyz"))
t(b"%(a)s %(b)d", {b"a": b"x", b"b": 1}, {"a": b"x"})
t(b"%q", 1)
t(b"%", 1)
t(b"%%", ())
t(b"abc", 1, b"x", (), {})
t(b"%s", (b"a", b"b"), b"a", [b"a"])
x = bytearray(b"%d-%s") % (1, b"z")
print(x, type(x).__name__)
