import math
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)
inf = math.inf
for f in (math.sqrt, math.log, math.log2, math.log10, math.acos, math.acosh, math.atanh, math.gamma, math.lgamma):
    t(f, -3)
for f in (math.log, math.log2, math.gamma, math.lgamma):
    t(f, 0)
for f in (math.sin, math.cos, math.tan, math.exp, math.gamma, math.floor, math.ceil, math.trunc, math.sqrt, math.fabs):
    t(f, inf)
    t(f, -inf)
for f in (math.exp, math.cosh, math.sinh, math.expm1, math.exp2):
    t(f, 5000)
t(math.log1p, -1)
t(math.atanh, 1)
t(math.pow, 0, -1)
t(math.pow, -1, 0.5)
t(math.pow, 10, 400)
t(math.pow, inf, -1)
t(math.fmod, 1, 0)
t(math.fmod, inf, 1)
t(math.fmod, 1, inf)
t(math.remainder, 1, 0)
t(math.log, 2, 1)
t(math.log, 2, 0)
t(math.log, "a")
t(math.sqrt, "a")
t(math.floor, "a")
t(math.ceil, [])
t(math.trunc, [])
t(math.ldexp, 1, 2000)
t(math.ldexp, 1, 10**30)
t(math.ldexp, 1, 1.0)
t(math.isclose, 1, 2, rel_tol=-1)
t(math.fsum, [inf, -inf])
t(math.fsum, [1, "a"])
t(math.prod, 5)
t(math.dist, [1], [1, 2])
t(math.isinf, "a")
t(math.sqrt, 10**400)
t(math.log, -10**400)
