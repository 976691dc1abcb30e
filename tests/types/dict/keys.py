# Which keys are the same; keys with methods in Python.
d = {1: 'int'}
d[True] = 'bool'
d[1.0] = 'float'
print(d, d[1], d[True], d[1.0], 1 in d, 2 - 1 in d)
d = {True: 1, 0: 2, 0.5: 3, '1': 4, None: 5, (): 6, b'1': 7, -0.0: 8, 2**70: 9, 2.0**70: 10, frozenset(): 11}
print(d, len(d), d[2**70], d[0], d[False], d[1 / 2], d[''.join(['1'])])
d = {}
for i in range(60):
    d[i] = i
    d[str(i)] = i
    d[i + 0.5] = i
    d[(i, 'x')] = i
print(len(d), all(d[i] == d[str(i)] == d[i + 0.5] == d[i, 'x'] == d[float(i)] == i for i in range(60)))
for i in range(0, 60, 2):
    del d[i], d[str(i)], d[(i, 'x')]
print(len(d), 4 in d, 5 in d, '4' in d, '5' in d, (4, 'x') in d, (5, 'x') in d, 4.5 in d)
print(list(d)[:6], sum(1 for k in d if isinstance(k, tuple)))

class K:
    hashes = compares = 0
    def __init__(self, v):
        self.v = v
    def __hash__(self):
        K.hashes += 1
        return self.v % 4
    def __eq__(self, other):
        K.compares += 1
        return isinstance(other, K) and self.v == other.v
    def __repr__(self):
        return 'K%d' % self.v
d = {'a': 1, 5: 2, None: 3, (1,): 4}
for i in range(12):
    d[K(i)] = i
print(K.hashes, [d[K(i)] for i in range(12)], len(d), d['a'], d[5], d[None], d[1,])
K.hashes = 0
d['another'] = 1
for i in range(20):
    d[i] = i
print(K.hashes, d[K(7)], K.hashes)
s = {K(1), K(2), K(1)}
print(len(s), K(2) in s)

class Bad:
    def __hash__(self):
        raise ValueError('no hash')
class BadEq:
    def __hash__(self):
        return 1
    def __eq__(self, other):
        raise KeyError('no eq')
for f in (lambda: d[Bad()], lambda: {Bad(): 1}, lambda: {BadEq(): 1, BadEq(): 2}, lambda: BadEq() in {1: 2},
          lambda: {[]: 1}, lambda: {1: 2}[{}]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class S(str):
    pass
class I(int):
    pass
d = {'x': 1, 5: 2}
print(d[S('x')], d[I(5)], S('x') in d)
d[S('y')] = 3
d[I(6)] = 4
print(d['y'], d[6], len(d), hash(S('x')) == hash('x'))
