# host only: large floats have other digits in single precision
vals = (0.0, -0.0, 1.5, -1.5, 0.25, 100.0, 1234.5, 1e10, 2.0 ** -10, float("inf"), float("-inf"), float("nan"))
for v in vals:
    print(v, [format(v, s) for s in ("", "f", ".2f", ".0f", "#.0f", "e", ".1e", "E", "g", ".3g", "G", "#g", "%", ".1%", "n", ".3")])
    print([format(v, s) for s in ("10", "<10", "^10", "010", "+", " ", "+.1f", "010.1f", ",", ",.2f", "_.1f", "*^12.2f", "012,.1f", "z.1f",
                                  "+010", "=+9.1f", "F", "x<8")])
print([format(-0.04, s) for s in ("z.1f", ".1f", "z.2f", "+z.1f")])
print([format(1234.5, "0%d,.1f" % w) for w in range(6, 16)])
print(format(1e20, "#"), format(5.0, "#"), format(1e16, "#.3"), format(1.0, ".0"), format(15.0, ".1"), format(2.5, ".0f"), format(3.5, ".0f"))
print(format(123456789.0, ",") if False else "", format(0.5, ".30f"), format(1.0, ".60f"))
class M(float):
    pass
print(format(M(1.5), "07.2f"), "%s" % M(2.5), f"{M(0.5):%}")
for s in (".2147483648f", ".9999999999999f", "d", "x", "c", "s"):
    try:
        print(format(1.0, s))
    except Exception as e:
        print(type(e).__name__, e)
