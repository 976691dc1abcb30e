# host only: doubles
x = 1
total = 0
def rnd():
    global x
    x = (x * 6364136223846793005 + 1442695040888963407) % 2**64
    return x >> 11
def ldexp(m, e):
    return m * 2.0**e if e > -1000 else m * 2.0**-1000 * 2.0**(e + 1000)
for i in range(400):
    v = ldexp(rnd(), rnd() % 1900 - 1060)
    print(v, -v, v.hex())
    if float(repr(v)) != v or float.fromhex(v.hex()) != v:
        print("wrong", v.hex())
for e in range(-1074, 1024, 7):
    print(ldexp(1, e))
for i in range(60):
    print(rnd() % 10**6 / 10**(i % 12), i * 0.1, i / 7)
print(0.1, 0.2 + 0.1, 1e16, 1e15, 9007199254740993.0, 2.0**-44, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 1e23, 9.5e-5)
