# str() and its methods with keywords.
print(str(b"abc", encoding="utf8"), str(object=5), str(b"\xff", encoding="ascii", errors="ignore") == "")
print("a,b".split(sep=","), "a b c".rsplit(maxsplit=1), "a\nb".splitlines(keepends=True), "\t".expandtabs(tabsize=2) == "  ")
print("\xe4".encode(encoding="latin-1", errors="strict"))
try:
    str(objekt=5)
except TypeError as e:
    print("TypeError")
