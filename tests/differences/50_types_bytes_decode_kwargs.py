# decode() takes keywords.
print(ascii(b"a\xf0\xe0\xed\xe8".decode(encoding="utf-8", errors="replace")))
print(b"a\xf0b".decode(errors="ignore"), ascii(b"\xe4".decode(encoding="latin-1")))
try:
    b"".decode(wrong=1)
except TypeError as e:
    print("TypeError")
