import math
print(math.floor(2.5), math.ceil(2.5), math.trunc(-2.5), math.floor(-2.5), math.ceil(-2.5), math.floor(7), math.ceil(2**70), type(math.floor(2.0)))
print(math.sqrt(16), math.fabs(-2), math.pow(2, 10), math.exp(0), math.log(1), math.log2(8), math.log10(1000), math.log(8, 2), math.hypot(3, 4))
print(math.fmod(-7, 3), math.fmod(7, -3), math.remainder(7, 2), math.remainder(5, 2), math.modf(-2.5), math.modf(3), math.frexp(8), math.frexp(-0.75), math.ldexp(0.5, 4))
print(math.copysign(1, -0.0), math.copysign(-3, 1), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isfinite(math.inf), math.isclose(1, 1.0000001), math.isclose(1, 1.1), math.isclose(1, 1.5, rel_tol=0.5), math.isclose(0, 0.25, abs_tol=0.5))
print(math.sin(0), math.cos(0), math.tan(0), math.asin(0), math.acos(1), math.atan(0), math.atan2(0, 1), math.sinh(0), math.cosh(0), math.tanh(0), math.asinh(0), math.acosh(1), math.atanh(0))
print(math.erf(0), math.erfc(0), math.gamma(5), math.lgamma(1), math.expm1(0), math.log1p(0), math.degrees(0), math.radians(0), math.exp2(10), math.cbrt(0))
print(round(math.pi, 4), round(math.e, 4), round(math.tau, 4), math.inf, -math.inf, math.nan, round(math.degrees(math.pi), 3), round(math.sin(1), 5), round(math.exp(1), 4))
print(math.frexp(0), math.frexp(math.inf), math.modf(math.inf), math.ldexp(1, -5000), math.ldexp(0, 10**30), math.ldexp(1, -10**30), math.hypot(), math.hypot(-2), math.hypot(1, 2, 2), math.dist([1, 2], (4, 6)))
print(math.fsum([]), math.fsum([0.5] * 10), math.fsum([math.inf, 1]), math.prod([1, 2, 3]), math.prod([]), math.prod([2, 0.5], start=3), math.prod(range(1, 6)))
class F:
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
    def __float__(self): return 4.0
print(math.floor(F()), math.ceil(F()), math.trunc(F()), math.sqrt(F()), math.sqrt(True))


class Own(float):
    def __ceil__(self):
        return 'ceil'

    def __floor__(self):
        return 'floor'


class Plain(float):
    pass


print(math.ceil(Own(1.5)), math.floor(Own(1.5)), math.ceil(Plain(1.5)), math.floor(Plain(-1.5)), math.ceil(2), math.floor(True))
