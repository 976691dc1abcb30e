for s in ("0x1.8p1", "1.8", "-0X1P-3", "0x.8", "0x8.", "inf", " -Infinity ", "nan", "0x0p0", "-0x0", "0x1p-2000", "+0xAp+1", "0x1.fp10", "a", "F.Fp4"):
    print(repr(s), float.fromhex(s))
for f in ("x", "", "0x", "0xp1", "0x1p", "0x1p+", "1.2.3", "0x1p5000", "-0x1p99999999999", "0x1 p1", "1_0", "infi"):
    try:
        print(float.fromhex(f))
    except Exception as e:
        print(type(e).__name__, e)
inf = float("inf")
print(inf.hex(), (-inf).hex(), float("nan").hex())
class Sub(float):
    pass
print(type(Sub.fromhex("0x1")), Sub.fromhex("0x1.8"))
