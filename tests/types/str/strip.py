# strip, lstrip, rstrip, zfill, center, ljust, rjust, expandtabs
def t(f, *a, **k):
    try:
        print(ascii(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("", "  ", " a ", "\t\na b\r\n", "\x1c\x1da\x1e\x1f", "\u00a0\u2003x\u3000", "xxaxx", "xyxaxyx"):
    t(s.strip)
    t(s.lstrip)
    t(s.rstrip)
    t(s.strip, "xy")
    t(s.lstrip, "x")
    t(s.rstrip, "yx")
t("\u00e9\u65e5a\u65e5\u00e9".strip, "\u00e9\u65e5")
t("\u00e9\u65e5a\u65e5\u00e9".lstrip, "\u00e9")
t("abc".strip, "")
t("abc".strip, None)
t("abc".strip, 1)
t("abc".lstrip, b"a")
t("abc".rstrip, [])
for n in (-1, 0, 3, 4, 5, 6, 9):
    for s in ("abc", "", "\u00e9\u65e5"):
        print(n, ascii(s.center(n)), ascii(s.ljust(n)), ascii(s.rjust(n)), ascii(s.zfill(n)))
        print(ascii(s.center(n, "*")), ascii(s.ljust(n, "\u00e9")), ascii(s.rjust(n, "\U0001f600")))
for s in ("+1", "-1", "--1", "+", "-", "1", "a-1"):
    print(s.zfill(4))
t("a".center, 5, "xy")
t("a".center, 5, "")
t("a".ljust, 5, 1)
t("a".rjust, "x")
t("a".zfill, "x")
t("a".center)
t("a".center, 3.0)
for s in ("a\tb", "\t", "ab\tcd\tef", "a\nb\tc", "a\r\tb", "\u00e9\tb", "12345678\t9"):
    print(ascii(s.expandtabs()), ascii(s.expandtabs(4)), ascii(s.expandtabs(tabsize=1)), ascii(s.expandtabs(0)),
          ascii(s.expandtabs(-1)))
t("a".expandtabs, "x")
