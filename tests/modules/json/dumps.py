# json.dumps: what values become, and the options.
import json

def run(v, **kw):
    try:
        print(json.dumps(v, **kw))
    except Exception as e:
        print(type(e).__name__, e)

for v in (None, True, False, 0, -5, 1.5, -0.0, 10 ** 30, '', 'abc', 'a"b\\c/d\n\t\r\b\f\x00\x1f\x7f', 'h\u00e9\u20ac\U0001f600', [], (), {}, [1, [2, [3]], ()],
          {'a': 1, 'b': [True, None], 'c': {'d': {}}}, {1: 2, 1.5: 3, None: 4, True: 5, False: 6}, float('inf'), -float('inf'), float('nan')):
    run(v)
    run(v, ensure_ascii=False)
    run(v, indent=2)
    run(v, indent='\t', sort_keys=True) if not isinstance(v, dict) or None not in v else None
run({'b': 1, 'a': 2}, sort_keys=True)
run({'b': 1, 2: 2}, sort_keys=True)
run([1, {'a': 2}], separators=(',', ':'))
run([1, {'a': 2}], separators=('|', '='), indent=1)
run([1, {'a': 2}], indent=0)
run([1, {'a': 2}], indent=-3)
run([1], separators=(1, 2, 3))
run({(1, 2): 3})
run({(1, 2): 3, 'x': 1, b'y': 2}, skipkeys=True)
run({(1, 2): 3}, skipkeys=True)
run({1, 2})
run(b'abc')
run([object], default=lambda o: 'obj')
run({'s': {1}, 'c': 1j}, default=lambda o: [o.real, o.imag] if isinstance(o, complex) else list(o))
run([1j], default=lambda o: 1 / 0)
run([float('nan')], allow_nan=False)
run(float('inf'), allow_nan=False)
a = []
a.append(a)
run(a)
d = {}
d['d'] = [d]
run(d)
run(1j, default=lambda o: [o])
b = [1]
run([b, b, {'x': b}])

class S(str):
    def __str__(self): return 'wrong'
class I(int):
    def __repr__(self): return 'wrong'
class F(float):
    def __repr__(self): return 'wrong'
class L(list):
    pass
class D(dict):
    def items(self): return [('own', 1)]
run([S('s'), I(7), F(1.5), L([1]), {S('k'): I(1), I(3): 4}])
run(D(a=2))
run([1, 2, 3], indent=3)
run({'a': {}, 'b': [], 'c': [[]]}, indent=2)

class W:
    def __init__(self):
        self.parts = []
    def write(self, s):
        self.parts.append(s)
w = W()
json.dump({'a': list(range(200))}, w)
print(''.join(w.parts) == json.dumps({'a': list(range(200))}))
w = W()
json.dump([1, 2], w, indent=1)
print(''.join(w.parts))
class R:
    def __init__(self, s):
        self.s = s
    def read(self, n=-1):
        if n < 0:
            n = len(self.s)
        part, self.s = self.s[:n], self.s[n:]
        return part
text = json.dumps([{'key%d' % i: 'v\u00e9"' * i, 'n': i * 1.5} for i in range(25)])
print(json.load(R(text)) == json.loads(text))
print(json.load(R(' {"a": [1, 2]} ')), json.load(R('7')))
for bad in ('', '[1, 2', '[1] x', '[' + '1, ' * 200 + 'x]'):
    try:
        json.load(R(bad))
    except ValueError as e:
        print(e, e.lineno, e.colno, e.pos)
