# host only: doubles
for x in (0.0, -0.0, 1.0, 1.5, -0.1, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e10, 3.141592653589793):
    print(x.hex(), float.fromhex(x.hex()) == x)
print(float.fromhex("0x1.fffffffffffff8p0"), float.fromhex("0x1.fffffffffffff7fffffffffffp0"), float.fromhex("0x1.00000000000008p0"))
print(float.fromhex("0x1.000000000000080000000000000000000001p0"), float.fromhex("0x0.00000000000008p-1022"), float.fromhex("0x123456789abcdef0123p-20"))
print(float.fromhex("0x1.fffffffffffffp1023"))
try:
    float.fromhex("0x1.fffffffffffff8p1023")
except OverflowError as e:
    print(e)
