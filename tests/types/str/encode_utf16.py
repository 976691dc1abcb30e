def t(s, *a):
    try:
        print(ascii(s), a, s.encode(*a))
    except Exception as e:
        print(ascii(s), a, type(e).__name__, ascii(str(e)))

for s in ("", "a", "\u65e5\U0001f600", "x\ud800y"):
    for enc in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "UTF-16LE"):
        for h in ("strict", "ignore", "replace", "backslashreplace", "surrogatepass"):
            t(s, enc, h)
def d(b, *a):
    try:
        print(b, a, ascii(b.decode(*a)))
    except Exception as e:
        print(b, a, type(e).__name__, e)
for b in (b"", b"a\0b\0", b"\xff\xfea\0", b"\xfe\xff\0a", b"a\0b", b"\0\xd8", b"\0\xd8a\0", b"\0\xdca\0", b"=\xd8\0\xdex\0"):
    d(b, "utf-16")
    for h in ("strict", "ignore", "replace", "backslashreplace"):
        d(b, "utf-16-le", h)
        d(b, "utf-16-be", h)
for b in (b"a\0\0\0", b"a\0\0", b"\0\0\x11\0", b"\0\xd8\0\0", b"\0\0\xfe\xff\0\0\0a"):
    d(b, "utf-32")
    d(b, "utf-32-le", "replace")
    d(b, "utf-32-be", "ignore")
