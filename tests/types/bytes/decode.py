def t(b, *a, **k):
    try:
        print(b, a, ascii(b.decode(*a, **k)))
    except Exception as e:
        print(b, a, type(e).__name__, e)

handlers = ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace")
for b in (b"abc", b"\xff", b"a\xc3", b"a\xe2\x82", b"\xe2\x82x", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"ab\x80\x81c", b"\xf0\x9f\x98",
          b"\xf0\x9f\x98\x80\xe6\x97\xa5"):
    for h in handlers:
        t(b, "utf-8", h)
for h in handlers[:5]:
    t(b"a\xe9\x80z", "ascii", h)
for enc in ("latin-1", "latin1", "ISO-8859-1", "l1", "zork", "", "utf-8-sig", "us-ascii"):
    t(b"ab", enc)
t(b"a\xe9", "latin-1")
t(b"\xef\xbb\xbfa", "utf-8-sig")
t(b"\xef\xbb\xbfa")
t(b"\xff", errors="ignore")
t(b"\xe9", encoding="latin-1")
t(bytearray(b"\xc3\xa9"))
t(b"\xff", "ascii", "zork")
t(b"a", "ascii", "zork")
t(b"a", 1)
try:
    b"ab\xc3(".decode()
except UnicodeDecodeError as e:
    print(e.args, e.encoding, e.object, e.start, e.end, e.reason, isinstance(e, ValueError))
print("\udcff".encode("utf-8", "surrogateescape"), b"\xff".decode("utf-8", "surrogateescape") == "\udcff")
