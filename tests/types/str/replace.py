def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("", "a", "aaa", "banana", "\u00e9a\u65e5a"):
    for old, new in (("a", "b"), ("a", ""), ("a", "xyz"), ("an", "_"), ("", "-"), ("x", "y"), ("", ""), ("aa", "b"),
                     ("\u65e5", "Z"), ("a", "\u00e9")):
        print(ascii(s.replace(old, new)), ascii(s.replace(old, new, 1)), ascii(s.replace(old, new, 2)),
              ascii(s.replace(old, new, 0)), ascii(s.replace(old, new, -1)))
t("a".replace, "a")
t("a".replace, 1, "b")
t("a".replace, "a", 2)
t("a".replace, "a", "b", "c")
t("a".replace, "a", b"b")
s = "hello"
print(s.replace("x", "y") is s)
print(len(("ab" * 300).replace("b", "ccc")), ("ab" * 300).replace("b", "ccc").count("ccc"))
