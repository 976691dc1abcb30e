"""random's other half: the classes Random and SystemRandom, and the rarer distributions.

The methods take their numbers from the generator in the order in which CPython's do, so that a seeded
Random gives the same here and there. The module's own functions come from a smaller generator; the
distributions that are only here are those of an instance that asks it.
"""
from math import ceil, cos, e, exp, floor, fabs, isfinite, lgamma, log, log2, pi, sin, sqrt, acos
from os import urandom as _urandom
import random as _module
import _random

NV_MAGICCONST = 4 * exp(-0.5) / sqrt(2.0)
LOG4 = log(4.0)
SG_MAGICCONST = 1.0 + log(4.5)
TWOPI = 2.0 * pi
BPF = 53
RECIP_BPF = 2 ** -BPF
_FEW = 21

__all__ = ['Random', 'SystemRandom', 'betavariate', 'choice', 'choices', 'expovariate', 'gammavariate', 'gauss',
           'getrandbits', 'getstate', 'lognormvariate', 'normalvariate', 'paretovariate', 'randbytes', 'randint',
           'random', 'randrange', 'sample', 'seed', 'setstate', 'shuffle', 'triangular', 'uniform',
           'vonmisesvariate', 'weibullvariate']


def _int_of(x, message):
    """x as an index; a float that is one is taken with a warning, as CPython 3.11 does."""
    from operator import index
    try:
        return index(x)
    except TypeError:
        number = int(x)
        if number != x:
            import warnings
            warnings.warn('randrange() will raise TypeError in the future', DeprecationWarning, 3)
            raise ValueError(message) from None
        import warnings
        warnings.warn('non-integer arguments to randrange() have been deprecated since Python 3.10 and will be '
                      'removed in a subsequent version', DeprecationWarning, 3)
        return number


class Random(_random.Random):
    """A random number generator with a state of its own."""

    VERSION = 3
    gauss_next = None

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def __init_subclass__(cls, /, **kwargs):
        """Ints come from whichever of random() and getrandbits() is overridden last."""
        super().__init_subclass__(**kwargs)
        for c in cls.__mro__:
            own = c.__dict__
            if '_randbelow' in own:
                break
            if 'getrandbits' in own:
                cls._randbelow = cls._randbelow_with_getrandbits
                break
            if 'random' in own:
                cls._randbelow = cls._randbelow_without_getrandbits
                break

    def seed(self, a=None, version=2):
        self.gauss_next = None
        if version == 1 and isinstance(a, (str, bytes)):
            codes = a.decode('latin-1') if isinstance(a, bytes) else a
            x = ord(codes[0]) << 7 if codes else 0
            for c in codes:
                x = (1000003 * x ^ ord(c)) & 0xffffffffffffffff
            x ^= len(codes)
            a = -2 if x == -1 else x
        elif version == 2 and isinstance(a, (str, bytes, bytearray)):
            from hashlib import sha512
            data = a.encode() if isinstance(a, str) else bytes(a)
            a = int.from_bytes(data + sha512(data).digest(), 'big')
        elif not isinstance(a, (type(None), int, float, str, bytes, bytearray)):
            raise TypeError('The only supported seed types are: None,\nint, float, str, bytes, and bytearray.')
        super().seed(a)

    def getstate(self):
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        version = state[0]
        if version not in (2, 3):
            raise ValueError('state with version %s passed to Random.setstate() of version %s'
                             % (version, self.VERSION))
        words = state[1]
        if version == 2:
            # Those were signed.
            try:
                words = tuple([x % 2 ** 32 for x in words])
            except ValueError as problem:
                raise TypeError from problem
        super().setstate(words)
        self.gauss_next = state[2]

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    # -- ints --

    def _randbelow_with_getrandbits(self, n):
        draw = self.getrandbits
        k = n.bit_length()
        r = draw(k)
        while r >= n:
            r = draw(k)
        return r

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        draw = self.random
        if n >= maxsize:
            import warnings
            warnings.warn('Underlying random() generator does not supply \nenough bits to choose from a '
                          'population range this large.\nTo remove the range limitation, add a getrandbits() method.')
            return floor(draw() * n)
        # What lies beyond the last whole multiple of n would make some numbers likelier.
        limit = (maxsize - maxsize % n) / maxsize
        r = draw()
        while r >= limit:
            r = draw()
        return floor(r * maxsize) % n

    _randbelow = _randbelow_with_getrandbits

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=1):
        first = _int_of(start, 'non-integer arg 1 for randrange()')
        if stop is None:
            if step != 1:
                raise TypeError('Missing a non-None stop argument')
            if first <= 0:
                raise ValueError('empty range for randrange()')
            return self._randbelow(first)
        last = _int_of(stop, 'non-integer stop for randrange()')
        width = last - first
        by = _int_of(step, 'non-integer step for randrange()')
        if by == 1:
            if width <= 0:
                raise ValueError('empty range for randrange() (%d, %d, %d)' % (first, last, width))
            return first + self._randbelow(width)
        if by == 0:
            raise ValueError('zero step for randrange()')
        n = -(-width // by)
        if n <= 0:
            raise ValueError('empty range for randrange()')
        return first + by * self._randbelow(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    # -- sequences --

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        below = self._randbelow
        for i in range(len(x) - 1, 0, -1):
            j = below(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        from collections.abc import Sequence
        if not isinstance(population, Sequence):
            raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
        n = len(population)
        if counts is not None:
            return self._sample_of_counts(population, k, list(counts))
        if not 0 <= k <= n:
            raise ValueError('Sample larger than population or is negative')
        below = self._randbelow
        most = _FEW
        if k > 5:
            most += 4 ** ceil(log(k * 3) / log(4))
        if n <= most:
            pool = list(population)
            result = []
            for left in range(n, n - k, -1):
                j = below(left)
                result.append(pool[j])
                pool[j] = pool[left - 1]
            return result
        taken = set()
        result = []
        while len(result) < k:
            j = below(n)
            if j not in taken:
                taken.add(j)
                result.append(population[j])
        return result

    def _sample_of_counts(self, population, k, counts):
        from bisect import bisect
        sums, total = [], 0
        for c in counts:
            total += c
            sums.append(total)
        if len(sums) != len(population):
            raise ValueError('The number of counts does not match the population')
        total = sums.pop() if sums else 0
        if not isinstance(total, int):
            raise TypeError('Counts must be integers')
        if total <= 0:
            raise ValueError('Total of counts must be greater than zero')
        return [population[bisect(sums, i)] for i in self.sample(range(total), k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        from bisect import bisect
        draw = self.random
        n = len(population)
        if cum_weights is None:
            if weights is None:
                n += 0.0
                return [population[floor(draw() * n)] for i in range(k)]
            try:
                cum_weights, total = [], 0
                for w in weights:
                    total += w
                    cum_weights.append(total)
            except TypeError:
                if not isinstance(weights, int):
                    raise
                raise TypeError('The number of choices must be a keyword argument: k=%r' % weights) from None
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        if not isfinite(total):
            raise ValueError('Total of weights must be finite')
        return [population[bisect(cum_weights, draw() * total, 0, n - 1)] for i in range(k)]

    # -- floats --

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        try:
            middle = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > middle:
            u, middle = 1.0 - u, 1.0 - middle
            low, high = high, low
        return low + (high - low) * sqrt(u * middle)

    def normalvariate(self, mu=0.0, sigma=1.0):
        # Kinderman and Monahan, 1977.
        draw = self.random
        while True:
            u = draw()
            v = 1.0 - draw()
            z = NV_MAGICCONST * (u - 0.5) / v
            if z * z / 4.0 <= -log(v):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        # Box and Muller: two numbers at a time.
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            angle = self.random() * TWOPI
            radius = sqrt(-2.0 * log(1.0 - self.random()))
            z = cos(angle) * radius
            self.gauss_next = sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        # Fisher, Statistical Analysis of Circular Data, 1993.
        draw = self.random
        if kappa <= 1e-6:
            return TWOPI * draw()
        s = 0.5 / kappa
        r = s + sqrt(1.0 + s * s)
        while True:
            z = cos(pi * draw())
            d = z / (r + z)
            u = draw()
            if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        return (mu + acos(f) if draw() > 0.5 else mu - acos(f)) % TWOPI

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        draw = self.random
        if alpha > 1.0:
            # Cheng, 1977.
            a = sqrt(2.0 * alpha - 1.0)
            b = alpha - LOG4
            c = alpha + a
            while True:
                u = draw()
                if not 1e-7 < u < 0.9999999:
                    continue
                v = 1.0 - draw()
                w = log(u / (1.0 - u)) / a
                x = alpha * exp(w)
                z = u * u * v
                r = b + c * w - x
                if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= log(z):
                    return x * beta
        if alpha == 1.0:
            return -log(1.0 - draw()) * beta
        # Ahrens and Dieter, 1974.
        while True:
            b = (e + alpha) / e
            p = b * draw()
            x = p ** (1.0 / alpha) if p <= 1.0 else -log((b - p) / alpha)
            u = draw()
            if u <= x ** (alpha - 1.0) if p > 1.0 else u <= exp(-x):
                return x * beta

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-log(1.0 - self.random())) ** (1.0 / beta)


class SystemRandom(Random):
    """Numbers from the operating system: for secrets; without a state."""

    def random(self):
        return (int.from_bytes(_urandom(7), 'big') >> 3) * RECIP_BPF

    def getrandbits(self, k):
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        n = (k + 7) // 8
        return int.from_bytes(_urandom(n), 'big') >> n * 8 - k

    def randbytes(self, n):
        return _urandom(n)

    def seed(self, *args, **kwds):
        """There is nothing to seed."""

    def _no_state(self, *args, **kwds):
        raise NotImplementedError('System entropy source does not have state.')

    getstate = setstate = _no_state


class _Small(Random):
    """The module's generator."""

    def seed(self, *args):
        _module.seed(*args)

    def random(self):
        return _module.random()

    def getrandbits(self, k):
        return _module.getrandbits(k)

    def getstate(self):
        return _module.getstate()

    def setstate(self, state):
        _module.setstate(state)


_inst = _Small.__new__(_Small)
betavariate = _inst.betavariate
gammavariate = _inst.gammavariate
lognormvariate = _inst.lognormvariate
paretovariate = _inst.paretovariate
vonmisesvariate = _inst.vonmisesvariate
weibullvariate = _inst.weibullvariate
