values = [0, 1, 2, 5, 255, 2**29, 2**30, 2**31, 2**32 - 1, 2**32, 2**61, 2**62, 2**63, 2**64 - 1, 2**64, 2**100 + 12345, 3**80]
values += [-v for v in values] + [~v for v in values]
total = 0
for a in values:
    for b in values:
        if (a & b) + (a | b) != a + b or (a ^ b) != (a | b) - (a & b) or ~(a & b) != ~a | ~b:
            print("wrong", a, b)
        total = (total * 31 + (a & b) + 3 * (a | b) + 7 * (a ^ b)) % 1000000007
print(total)
for a in values:
    for n in (0, 1, 5, 15, 16, 17, 29, 30, 31, 32, 33, 60, 61, 62, 63, 64, 65, 200):
        if a << n != a * 2**n or a >> n != a // 2**n:
            print("wrong", a, n)
        total = (total * 31 + (a << n) + (a >> n)) % 1000000007
print(total)
print(0xDEADBEEF >> 4 ^ 0xFFFFFFFF, 0xFFFFFFFF & ~0xFF, ~0xFFFFFFFF, ~(2**64), -1 >> 100, -1 << 64)
print(1 >> (1 << 70), -1 >> (1 << 70), 0 << (1 << 70), 0 >> 5, (1 << 200) >> 190, -(1 << 200) >> 199, (-(1 << 200) - 1) >> 199)
crc = 0xFFFFFFFF
for byte in b"123456789":
    crc ^= byte
    for _ in range(8):
        crc = (crc >> 1) ^ (0xEDB88320 & -(crc & 1))
print(hex(crc ^ 0xFFFFFFFF))
h = 0xcbf29ce484222325
for byte in b"hello":
    h = ((h ^ byte) * 0x100000001b3) & 0xFFFFFFFFFFFFFFFF
print(hex(h))
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 2**70 << -1, lambda: 1 << (1 << 70), lambda: 1 & 1.0, lambda: 1 << 1.0, lambda: ~1.0):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
