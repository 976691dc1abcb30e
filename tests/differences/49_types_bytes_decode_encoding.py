# bytes.decode() knows more encodings and other spellings.
for name in "latin-1", "latin1", "iso-8859-1", "UTF8", "utf_8", "U8", "US-ASCII", "utf-16-le", "utf-32-be":
    try:
        print(name, b"a\0\0\0"[:4].decode(name).encode("utf-8"))
    except UnicodeDecodeError as e:
        print(e)
print(ascii(b"\xe4".decode("latin-1")))
try:
    b"a".decode("utf-99")
except LookupError as e:
    print(e)
