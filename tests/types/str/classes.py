# isalpha and the like
tests = ["", "a", "Z", "1", " ", "_", "a1", "1a", "ab c", "\t\n", "\x1c", "\x85", "\u00a0", "\u00e9", "\u00df", "\u00aa",
         "\u0663", "\u00b2", "\u00bd", "\u2167", "\u4e00", "\u65e5", "\u3042", "\u0301", "a\u0301", "\u2028", "\u200b", "\ue000",
         "\U0001f600", "\U0001d7d8", "\u2460", "\u0e33", "x\u00b7", "\u2118", "def", "\x7f", "~", "\ud800", "\u0378"]
names = ("isalpha", "isalnum", "isdigit", "isdecimal", "isnumeric", "isspace", "isprintable", "isascii", "isidentifier")
for s in tests:
    print(ascii(s), "".join("01"[getattr(s, n)()] for n in names))
names = ("isalpha", "isalnum", "isdigit", "isspace", "isascii")
for b in (b"", b"a", b"Z9", b"9", b" ", b"\t\x0b", b"\x1c", b"\xe9", b"a b", b"\x7f", b"\x80"):
    print(b, "".join("01"[getattr(b, n)()] for n in names), "".join("01"[getattr(bytearray(b), n)()] for n in names))
