for s in ("", "a", "it's", 'say "hi"', "it's \"both\"", "\\", "\n\r\t\0\x07\x1b\x7f", "\x80\xa0\xad\xff", "\u00e9\u65e5\u200b\u2028",
          "\U0001f600\U0010ffff\ue000", "\ud800\udc00x", "'", '"', "tab\there", "\u0378\uffff"):
    print(ascii(repr(s)), ascii(s))
    print(repr(s) if s.isprintable() else len(repr(s)))
print(str("x"), str(), repr(str(object="y")), str(1), str(None), str([1, "a"]), str(b"a"))
print([ascii(repr("a\u00e9'"))], {"k": "v\n"}, ("x\\",))
print(ascii("\u00e9\U0001f600\n"), ascii(["\u00e9"]), "%a" % "\u65e5")
def t(f, *a, **k):
    try:
        print(ascii(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e)
t(str, b"ab", "ascii")
t(str, b"\xc3\xa9", "utf-8")
t(str, b"\xe9", encoding="latin-1")
t(str, b"\xff", errors="ignore")
t(str, bytearray(b"q"), "utf8", "strict")
t(str, memoryview(b"q"), "utf8")
t(str, 1, 2, 3, 4)
t(str, "a", "b")
t(str, 1, "b")
t(str, b"a", 1)
t(str, b"a", "ascii", 1)
t(str, foo=1)
t(str, "a", object=1)
t(str, b"\xff", "utf-8")
t(str, b"a", "zork")
class A:
    def __str__(self):
        return "str!"
    def __repr__(self):
        return "repr!"
print(str(A()), repr(A()), f"{A()} {A()!r}", "%s %r" % (A(), A()))
class B:
    def __str__(self):
        return 5
t(str, B())
