# host only: chips have no module cmath
import cmath
import math

NAMES = 'acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh'.split()
inf, nan = math.inf, math.nan
POINTS = [0j, 1, -1, 1j, -1j, 0.5 + 0.25j, -3 + 4j, 1e-200, 800, 800j, 710 + 1j, complex(inf, 0), complex(-inf, 1),
          complex(0, inf), complex(2, -inf), complex(nan, nan), complex(-0.0, -0.0)]


def show(z):
    return '%.10g %.10g' % (z.real, z.imag) if isinstance(z, complex) else z


def attempt(f, *args, **kw):
    try:
        return show(f(*args, **kw))
    except Exception as e:
        return type(e).__name__ + ' ' + str(e)


for name in NAMES:
    for z in POINTS:
        print(name, show(complex(z)), attempt(getattr(cmath, name), z))
for z in POINTS:
    print(show(complex(z)), attempt(cmath.phase, z), attempt(cmath.polar, z), cmath.isnan(z), cmath.isinf(z), cmath.isfinite(z))
for r in 0, 1, -2.5, inf, -inf, nan:
    for phi in (0, 1, 4, inf, nan) + (-0.0,) * (r == r):
        print('rect', r, phi, attempt(cmath.rect, r, phi))
print(attempt(cmath.log, 8, 2), attempt(cmath.log, 2, 0), attempt(cmath.log, 1j, -1), attempt(cmath.log, 5, 1))
print(cmath.isclose(1 + 1e-10j, 1), cmath.isclose(1, 1.1, rel_tol=0.2), cmath.isclose(inf, inf), attempt(cmath.isclose, 1, 1, rel_tol=-1))
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)


class C:
    def __complex__(self):
        return 3j


print(attempt(cmath.exp, C()), attempt(cmath.exp, 'x'), attempt(cmath.exp, None), attempt(cmath.polar, 1e308 + 1e308j))
