# host only: doubles
import math
xs = [0.1, 0.5, 1.0, 1.5, 2.0, 3.7, 10.0, -0.3, -2.5]
for name in ("sin", "cos", "tan", "atan", "exp", "sinh", "tanh", "asinh", "erf", "erfc", "expm1", "cbrt", "exp2", "gamma", "lgamma"):
    f = getattr(math, name)
    print(name, ["%.12g" % f(x) for x in xs])
for name in ("log", "log2", "log10", "sqrt", "log1p"):
    f = getattr(math, name)
    print(name, ["%.13g" % f(x) for x in xs if x > 0])
print(math.pi, math.e, math.tau, math.log(10**400), math.log2(2**2000), math.log10(10**400), math.log(2**2000, 2))
print(math.nextafter(1, 2), math.nextafter(0, -1), math.ulp(1), math.ulp(0), math.ulp(math.inf), math.ulp(1e300), math.fsum([.1] * 10), math.fsum([1e100, 1, -1e100]), math.fsum([1e16, 1, 1e-16]))
print(math.hypot(1e200, 1e200), math.hypot(1e-200, 1e-200, 1e-200), math.dist([1e200] * 3, [0] * 3), math.degrees(1), math.radians(1), math.hypot(math.nan, math.inf))
print(math.fsum([1.0, 2.0**-53, 2.0**-106]), math.fsum([2.0**53, -0.5, -2.0**-54]), math.fsum([1e308, 1, -1e308]))
try:
    print(math.fsum([1e308, 1e308]))
except OverflowError as e:
    print(e)
print(math.frexp(5e-324), math.ldexp(1, -1074), math.ldexp(0.75, -1074), math.ldexp(1, 1023))
