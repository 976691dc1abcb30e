"""statistics: averages, spreads and the normal distribution.

Sums are exact: each number is taken as the fraction that it is, and only the result is rounded, to the type of the data.
"""
from fractions import Fraction
from math import erf, exp, fabs, fsum, hypot, isqrt, log, sqrt, tau
from numbers import Real

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean', 'harmonic_mean',
           'linear_regression', 'mean', 'median', 'median_grouped', 'median_high', 'median_low', 'mode', 'multimode',
           'pstdev', 'pvariance', 'quantiles', 'stdev', 'variance']


class StatisticsError(ValueError):
    pass


def _is_decimal(cls):
    return any([c.__name__ == 'Decimal' and c.__module__ == 'decimal' for c in cls.__mro__])


# ---- exact sums ----

def _exact_ratio(x):
    """(numerator, denominator) of a number; (x, None) if it is infinite or not a number."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError("can't convert type '%s' to numerator/denominator" % type(x).__name__) from None


def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return x - x == 0


def _coerce(T, S):
    """The type of a result of numbers of two types."""
    if T is S or S is int or S is bool:
        return T
    if T is int or issubclass(S, T):
        return S
    if issubclass(T, S):
        return T
    if issubclass(T, int):
        return S
    if issubclass(S, int):
        return T
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError("don't know how to coerce %s and %s" % (T.__name__, S.__name__))


def _sum(data):
    """(type of the result, exact sum, how many)."""
    count, cls, by_denominator = 0, int, {}
    for x in data:
        count += 1
        if type(x) is not cls:
            cls = _coerce(cls, type(x))
        top, bottom = _exact_ratio(x)
        by_denominator[bottom] = by_denominator.get(bottom, 0) + top
    if None in by_denominator:
        return cls, by_denominator[None], count  # infinite, or not a number
    total = Fraction(0)
    for bottom, top in by_denominator.items():
        total += Fraction(top, bottom)
    return cls, total, count


def _convert(value, T):
    """An exact number in the type of the data."""
    if type(value) is T:
        return value
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if not _is_decimal(T):
            raise
        return T(value.numerator) / T(value.denominator)


def _fail_neg(values, errmsg='negative value'):
    for x in values:
        if x < 0:
            raise StatisticsError(errmsg)
        yield x


def _squares(data, center=None):
    """(type, sum of the squares of the distances from the mean, how many), exact."""
    if center is not None:
        return _sum([(x - center) ** 2 for x in data])
    count, cls, sums = 0, int, {}
    for x in data:
        count += 1
        if type(x) is not cls:
            cls = _coerce(cls, type(x))
        top, bottom = _exact_ratio(x)
        pair = sums.setdefault(bottom, [0, 0])
        pair[0] += top
        pair[1] += top * top
    if None in sums:
        return cls, sums[None][0] - sums[None][0], count  # NaN
    total = squares = Fraction(0)
    for bottom, (top, square) in sums.items():
        total += Fraction(top, bottom)
        squares += Fraction(square, bottom * bottom)
    return cls, squares - total * total / count if count else squares, count


# ---- square roots, rounded once ----

def _integer_sqrt_of_frac_rto(n, m):
    """The root of n/m as an int; odd when it is not exact, so that it can be rounded again."""
    root = isqrt(n // m)
    return root | (root * root * m != n)


def _float_sqrt_of_frac(n, m):
    shift = (n.bit_length() - m.bit_length() - 109) // 2  # enough bits for a float, and some to round by
    if shift >= 0:
        return float(_integer_sqrt_of_frac_rto(n, m << 2 * shift) << shift)
    return _integer_sqrt_of_frac_rto(n << -2 * shift, m) / (1 << -shift)


def _decimal_sqrt_of_frac(n, m):
    from decimal import Decimal
    if n <= 0:
        if not n:
            return Decimal('0.0')
        n, m = -n, -m
    root = (Decimal(n) / Decimal(m)).sqrt()
    for other, above in ((root.next_plus(), True), (root.next_minus(), False)):
        middle = (Fraction(root) + Fraction(other)) / 2
        square = middle * middle * m
        if n > square if above else n < square:
            return other
    return root


def _root(square, cls):
    if _is_decimal(cls):
        return _decimal_sqrt_of_frac(square.numerator, square.denominator)
    return _float_sqrt_of_frac(square.numerator, square.denominator)


# ---- averages ----

def mean(data):
    cls, total, n = _sum(data)
    if n < 1:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / n, cls)


def fmean(data, weights=None):
    """The mean of floats, fast."""
    if weights is not None:
        data = list(data)
        weights = list(weights)
        if len(data) != len(weights):
            raise StatisticsError('data and weights must be the same length')
        total, n = fsum([x * w for x, w in zip(data, weights)]), fsum(weights)
        if not n:
            raise StatisticsError('sum of weights must be non-zero')
        return total / n
    if not hasattr(data, '__len__'):
        data = list(data)
    if not len(data):
        raise StatisticsError('fmean requires at least one data point')
    return fsum(data) / len(data)


def geometric_mean(data):
    try:
        return exp(fmean([log(x) for x in data]))
    except ValueError:
        raise StatisticsError(
            'geometric mean requires a non-empty dataset containing positive numbers') from None


def harmonic_mean(data, weights=None):
    data = list(data)
    message = 'harmonic mean does not support negative values'
    n = len(data)
    if n < 1:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if n == 1 and weights is None:
        if not isinstance(data[0], Real) and not _is_decimal(type(data[0])):
            raise TypeError('unsupported type')
        if data[0] < 0:
            raise StatisticsError(message)
        return data[0]
    if weights is None:
        weights, heavy = [1] * n, n
    else:
        weights = list(weights)
        if len(weights) != n:
            raise StatisticsError('Number of weights does not match data size')
        heavy = _sum(_fail_neg(weights, message))[1]
    try:
        cls, total, _ = _sum([w / x if w else 0 for w, x in zip(weights, _fail_neg(data, message))])
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(heavy / total, cls)


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data


def median(data):
    data = _sorted(data)
    half = len(data) // 2
    return data[half] if len(data) & 1 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    """The median of numbers that stand for intervals around them."""
    data = _sorted(data)
    n = len(data)
    x = data[n // 2]
    from bisect import bisect_left, bisect_right
    below = bisect_left(data, x)
    same = bisect_right(data, x, below) - below
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError('Value cannot be converted to a float') from None
    return x - interval / 2.0 + interval * (n / 2 - below) / same


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError('no mode for empty data')
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == most]


def quantiles(data, *, n=4, method='exclusive'):
    """The n - 1 points that divide the data into n parts of the same probability."""
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    if method not in ('inclusive', 'exclusive'):
        raise ValueError('Unknown method: %r' % (method,))
    first = method == 'exclusive'
    steps = size + 1 if first else size - 1
    points = []
    for i in range(1, n):
        at, rest = divmod(i * steps, n)
        if first:
            at = min(max(at, 1), size - 1) - 1
            rest = i * steps - (at + 1) * n
        points.append((data[at] * (n - rest) + data[at + 1] * rest) / n)
    return points


# ---- spreads ----

def variance(data, xbar=None):
    cls, squares, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError('variance requires at least two data points')
    return _convert(squares / (n - 1), cls)


def pvariance(data, mu=None):
    cls, squares, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError('pvariance requires at least one data point')
    return _convert(squares / n, cls)


def stdev(data, xbar=None):
    cls, squares, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError('stdev requires at least two data points')
    return _root(squares / (n - 1), cls)


def pstdev(data, mu=None):
    cls, squares, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError('pstdev requires at least one data point')
    return _root(squares / n, cls)


# ---- two variables ----

def _deviations(what, x, y):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(what + ' requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError(what + ' requires at least two data points')
    x_mean, y_mean = fsum(x) / n, fsum(y) / n
    return x_mean, y_mean, [a - x_mean for a in x], [b - y_mean for b in y]


def _dot(a, b):
    return fsum([p * q for p, q in zip(a, b)])


def covariance(x, y, /):
    _, _, a, b = _deviations('covariance', x, y)
    return _dot(a, b) / (len(a) - 1)


def correlation(x, y, /):
    _, _, a, b = _deviations('correlation', x, y)
    try:
        return _dot(a, b) / sqrt(_dot(a, a) * _dot(b, b))
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant') from None


def linear_regression(x, y, /, *, proportional=False):
    """(slope, intercept) of the line with the least squares."""
    x_mean, y_mean, a, b = _deviations('linear regression', x, y)
    if proportional:
        a, b = x, y
    try:
        slope = _dot(a, b) / _dot(a, a)
    except ZeroDivisionError:
        raise StatisticsError('x is constant') from None
    return _line()(slope, 0.0 if proportional else y_mean - slope * x_mean)


def _line():
    global LinearRegression
    if 'LinearRegression' not in globals():
        from collections import namedtuple
        LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))
    return LinearRegression


# ---- the normal distribution ----

# Wichura, "Algorithm AS241: The Percentage Points of the Normal Distribution": two polynomials for each of three parts.
_MIDDLE = ((2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
            13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080),
           (5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
            5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1.0))
_OUTER = ((7.74545014278341407640e-4, 0.0227238449892691845833, 0.241780725177450611770, 1.27045825245236838258,
           3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734),
          (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.148103976427480074590,
           0.689767334985100004550, 1.67638483018380384940, 2.05319162663775882187, 1.0))
_FAR = ((2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.00124266094738807843860, 0.0265321895265761230930,
         0.296560571828504891230, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720),
        (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
         0.0148753612908506148525, 0.136929880922735805310, 0.599832206555887937690, 1.0))


def _ratio(polynomials, x, factor_above=1.0):
    values = []
    for polynomial in polynomials:
        value = 0.0
        for factor in polynomial:
            value = value * x + factor
        values.append(value)
    return values[0] * factor_above / values[1]


def _normal_dist_inv_cdf(p, mu, sigma):
    q = p - 0.5
    if fabs(q) <= 0.425:
        x = _ratio(_MIDDLE, 0.180625 - q * q, q)
    else:
        r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
        x = _ratio(_OUTER, r - 1.6) if r <= 5.0 else _ratio(_FAR, r - 5.0)
        if q < 0.0:
            x = -x
    return mu + x * sigma


class NormalDist:
    """A normal distribution, given by its mean and its standard deviation."""
    __slots__ = {'_mu': 'Arithmetic mean of a normal distribution', '_sigma': 'Standard deviation of a normal distribution'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        center = fmean(data)
        return cls(center, stdev(data, center))

    def samples(self, n, *, seed=None):
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        square = self._sigma * self._sigma
        if not square:
            raise StatisticsError('pdf() not defined when sigma is zero')
        return exp((x - self._mu) ** 2.0 / (-2.0 * square)) / sqrt(tau * square)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + erf((x - self._mu) / (self._sigma * sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        if self._sigma <= 0.0:
            raise StatisticsError('cdf() not defined when sigma at or below zero')
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that two distributions share, from 0 to 1."""
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        a, b = (self, other) if (self._sigma, self._mu) <= (other._sigma, other._mu) else (other, self)
        if not a.variance or not b.variance:
            raise StatisticsError('overlap() not defined when sigma is zero')
        spread, apart = b.variance - a.variance, fabs(b._mu - a._mu)
        if not spread:
            return 1.0 - erf(apart / (2.0 * a._sigma * sqrt(2.0)))
        # Where the two curves cross.
        middle = a._mu * b.variance - b._mu * a.variance
        reach = a._sigma * b._sigma * sqrt(apart * apart + spread * log(b.variance / a.variance))
        left, right = (middle + reach) / spread, (middle - reach) / spread
        return 1.0 - (fabs(b.cdf(left) - a.cdf(left)) + fabs(b.cdf(right) - a.cdf(right)))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        return self._mu

    median = mode = mean

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(x, y):
        if isinstance(y, NormalDist):
            return NormalDist(x._mu + y._mu, hypot(x._sigma, y._sigma))
        return NormalDist(x._mu + y, x._sigma)

    __radd__ = __add__

    def __sub__(x, y):
        if isinstance(y, NormalDist):
            return NormalDist(x._mu - y._mu, hypot(x._sigma, y._sigma))
        return NormalDist(x._mu - y, x._sigma)

    def __rsub__(x, y):
        return -(x - y)

    def __mul__(x, y):
        return NormalDist(x._mu * y, x._sigma * fabs(y))

    __rmul__ = __mul__

    def __truediv__(x, y):
        return NormalDist(x._mu / y, x._sigma / fabs(y))

    def __pos__(x):
        return NormalDist(x._mu, x._sigma)

    def __neg__(x):
        return NormalDist(-x._mu, x._sigma)

    def __eq__(x, y):
        return (x._mu, x._sigma) == (y._mu, y._sigma) if isinstance(y, NormalDist) else NotImplemented

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return '%s(mu=%r, sigma=%r)' % (type(self).__name__, self._mu, self._sigma)

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state
