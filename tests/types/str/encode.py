def t(s, *a, **k):
    try:
        print(ascii(s), a, s.encode(*a, **k))
    except Exception as e:
        print(ascii(s), a, type(e).__name__, ascii(str(e)))

handlers = ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass")
for s in ("abc", "\u00e9", "\u65e5\ud800x", "a\udc80b", "\u00e9\u65e5\U0001f600x", "a\udc80\u00e9"):
    for enc in ("utf-8", "ascii", "latin-1"):
        for h in handlers:
            t(s, enc, h)
t("a")
t("\u00e9", encoding="utf-8")
t("\u00e9", errors="ignore", encoding="ascii")
for enc in ("UTF8", "U8", "utf_8", "us-ascii", "ISO-8859-1", "latin1", "L1", "zork", "", "utf-8-sig", "Utf 8"):
    t("ab", enc)
t("a", "ascii", "zork")
t("\u00e9", "ascii", "zork")
t("a", 1)
t("a", "ascii", 1)
t("a\0", "ascii\0")
try:
    "a\u00e9\u00e9b".encode("ascii")
except UnicodeEncodeError as e:
    print(e.args, e.encoding, e.object, e.start, e.end, e.reason)
    print(isinstance(e, ValueError), isinstance(e, UnicodeError))
