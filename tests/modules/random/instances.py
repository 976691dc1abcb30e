# host only: class Random, with CPython's generator
import random
r=random.Random(42)
print(r.random(), r.getrandbits(100), r.randrange(10**20), r.randint(1,6), r.choice('abc'))
x=list(range(20)); r.shuffle(x); print(x, r.sample(range(1000),5), r.sample(x, 10), r.choices('abcd',[1,2,3,4],k=6), r.choices('xyz',k=4))
print(r.gauss(0,1), r.gauss(0,1), r.normalvariate(1,2), r.lognormvariate(0,1), r.expovariate(2), r.vonmisesvariate(1,2), r.gammavariate(2,3), r.gammavariate(.5,1), r.gammavariate(1,1), r.betavariate(1,2), r.paretovariate(3), r.weibullvariate(1,2), r.triangular(), r.uniform(3,4), r.randbytes(5))
for s in ('abc', b'xyz', 3.5, -7, 2**200, True, bytearray(b'q')):
    print(random.Random(s).random())
r.seed('abc', version=1); print(r.random()); s=r.getstate(); a=r.random(); r.setstate(s); print(a==r.random())
print(r.sample('ab', 3, counts=[2,5]))


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


r = random.Random(7)
for f, args in ((r.seed, ([],)), (r.randrange, (0,)), (r.randrange, (3, 3)), (r.randrange, (1, 9, 0)), (r.getrandbits, (-1,)),
                (r.choice, ([],)), (r.sample, ([1], 2)), (r.sample, ({1}, 1)), (r.choices, ([1], [0])),
                (r.choices, ([1, 2], [1])), (r.setstate, ((3, (1, 2), None),)), (r.setstate, ((9, (), None),)),
                (r.setstate, ((3, (2 ** 32 - 1,) * 624 + (625,), None),)), (r.gammavariate, (0, 1)),
                (random.SystemRandom().getstate, ()), (random.Random, (1, 2))):
    attempt(f, *args)


class Only(random.Random):
    def random(self):
        return 0.25


print(Only().randrange(100), Only().choice('abcd'), Only().random())
s = random.SystemRandom()
print(0 <= s.random() < 1, s.getrandbits(9) < 512, s.randrange(5) in range(5), len(s.randbytes(4)))
print(0 <= random.betavariate(1, 2) <= 1, random.gammavariate(1, 2) > 0, random.vonmisesvariate(0, 1) >= 0)
print(isinstance(r, random.Random), random.Random.__module__ is not None)
