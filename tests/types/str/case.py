# ASCII case methods, also of bytes
words = ["", "a", "A", "hello World", "HELLO", "it's a DOG", "x1y2 Z3", "they're bill's friends", "aB_cD", "  lead"]
for s in words:
    print(repr(s.upper()), repr(s.lower()), repr(s.swapcase()), repr(s.capitalize()), repr(s.title()), repr(s.casefold()))
    b = s.encode()
    print(b.upper(), b.lower(), b.swapcase(), b.capitalize(), b.title())
    print(s.islower(), s.isupper(), s.istitle(), b.islower(), b.isupper(), b.istitle())
for s in ("Hello", "Hello World", "Hello world", "HeLlo", "A1B", "A", "1", "", "A-B", "Ab Cd 3x", "3X"):
    print(s.islower(), s.isupper(), s.istitle(), bytearray(s.encode()).istitle())
print(b"\xe9a".upper(), b"\xc9A".lower(), bytearray(b"ab").upper(), bytearray(b"aB").swapcase())
