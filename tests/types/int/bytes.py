for v in (0, 1, 127, 128, 255, 256, 65535, 2**31, 2**32 - 1, 2**63, 2**64 - 1, 2**100 + 5):
    n = (v.bit_length() + 7) // 8
    for order in ("little", "big"):
        b = v.to_bytes(n, order)
        if int.from_bytes(b, order) != v or int.from_bytes(bytearray(b), order) != v or int.from_bytes(list(b), order) != v:
            print("wrong", v)
        for s in (v, -v, -v - 1):
            c = s.to_bytes(n + 1, order, signed=True)
            if int.from_bytes(c, order, signed=True) != s:
                print("wrong", s, c)
    print(v.to_bytes(n + 2, "big"), (-v).to_bytes(n + 1, "little", signed=True))
print((5).to_bytes(), (0).to_bytes(0, "big"), (-128).to_bytes(1, "big", signed=True), (127).to_bytes(1, "big", signed=True), (1).to_bytes(2, byteorder="little"))
print(int.from_bytes(b"", "big"), int.from_bytes(b"\xff", "big"), int.from_bytes(b"\xff", "big", signed=True), int.from_bytes(b"\x80\x00\x00\x00", "big", signed=True))
print(int.from_bytes(b"\x00\x00\x00\x80", "little", signed=True), int.from_bytes(b"\x80" + bytes(8), signed=True), int.from_bytes((1, 2), "big"))
class Sub(int):
    pass
print(type(Sub.from_bytes(b"\x05", "big")), Sub.from_bytes(b"\x05", "big"), bool.from_bytes(b"a", "big"), True.to_bytes(1, "big"))
for f in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (128).to_bytes(1, "big", signed=True),
          lambda: (-129).to_bytes(1, "big", signed=True), lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "x"), lambda: (2**64).to_bytes(8, "big"),
          lambda: int.from_bytes("ab", "big"), lambda: int.from_bytes(3, "big"), lambda: (1).to_bytes(1, 5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
