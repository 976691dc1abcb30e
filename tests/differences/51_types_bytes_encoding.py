# bytes(text, encoding).
print(bytes("abc", encoding="latin-1"), bytes("\xe4\xff", "latin1"), bytes("abc", "utf-16-le"))
print(bytes("\xe4", "UTF8"), bytearray("a\u20ac", "ascii", "replace"))
for args in (("abc",), ("\u20ac", "latin-1"), ("a", "no-such"), (b"", "utf-8")):
    try:
        bytes(*args)
    except (TypeError, UnicodeEncodeError, LookupError) as e:
        print(e)
