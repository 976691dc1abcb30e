# str(bytes, encoding).
print(str(b"abc", "latin1"), ascii(str(b"\xe4\xff", "iso-8859-1")), str(b"a\0", encoding="utf-16-le"))
print(str(b"a\xff", "ascii", "ignore"), ascii(str(b"a\xff", errors="replace")))
for args in ((b"a", "no-such"), ("a", "utf-8"), (b"\xff", "ascii"), (1, "utf-8")):
    try:
        str(*args)
    except (TypeError, UnicodeDecodeError, LookupError) as e:
        print(e)
