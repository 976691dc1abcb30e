for v in (0, 7, -7, 2**29, -2**29, 2**30, 2**31, 2**32, 2**61, 2**62, -2**62, 2**63, 2**64, 10**18, 10**19, 10**20, 10**50, -10**50, 10**50 - 1, 3**300):
    print(v, repr(v) == str(v), hex(v), oct(v)[:20], len(bin(v)))
    if int(str(v)) != v or int(hex(v), 16) != v or int(oct(v), 8) != v or int(bin(v), 2) != v:
        print("wrong", v)
x = 1
for i in range(1, 120):
    x = x * 10 + i % 10
    if int(str(x)) != x or int(str(-x)) != -x:
        print("wrong", x)
    for base, name in ((2, "b"), (8, "o"), (16, "x")):
        if int(format(x, name), base) != x:
            print("wrong", x, base)
print(x)
print("%d %s %x %o %X" % (2**70, 2**70, 2**70, 2**70, 2**70))
print(f"{2**70:,} {-12345:_} {255:#x} {255:08b} {5:+d} {1234:>10} {1234:<10}| {10**20:e}")
