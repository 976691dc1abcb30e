# bytes() and bytearray() with keywords.
print(bytes("abc", encoding="utf8"), bytes(source=3), bytearray(source="x", encoding="ascii", errors="strict"))
print(b"a b".split(sep=b" ", maxsplit=1), b"a\nb".splitlines(keepends=True), b"ab".hex(sep=":"))
try:
    bytes(sauce=1)
except TypeError as e:
    print("TypeError")
