# Comparisons of ints and floats, as values and as conditions: exact, and NaN is in no order.
nan, inf = float('nan'), float('inf')
big = 1 << 53
values = [0, -0.0, 1, 1.0, -1, 0.5, -0.5, 127, 127.0, 128, 128.5, -128, -128.0, -129.0, 1e9, 10 ** 9, inf, -inf, nan, True, 1e-30,
          16777216, 16777216.0, 16777217, 33554433, 33554432.0, -16777217, -16777216.0]
wide = [big, float(big), big + 1, big + 2, -big - 1, float(-big), (1 << 61) - 1, 2.0 ** 61, -(1 << 61), -2.0 ** 61, 1 << 62, 1e300, 1e-300]
# Not where floats are singles.
if 1e300 != inf:
    values += wide


def jumps(a, b):
    out = ''
    out += '<' if a < b else '.'
    out += 'l' if a <= b else '.'
    out += '=' if a == b else '.'
    out += '!' if a != b else '.'
    out += '>' if a > b else '.'
    out += 'g' if a >= b else '.'
    return out


def negated(a, b):
    return '%d%d%d%d%d%d' % (not a < b, not a <= b, not a == b, not a != b, not a > b, not a >= b)


def small(a):
    out = []
    if a < 1:
        out.append('<1')
    if a <= -128:
        out.append('<=-128')
    if a == 127:
        out.append('==127')
    if a != 0:
        out.append('!=0')
    if a > 100:
        out.append('>100')
    while a >= -1:
        out.append('>=-1')
        break
    return ' '.join(out)


def check(a, b):
    x = jumps(a, b), negated(a, b), (a < b, a <= b, a == b, a != b, a > b, a >= b)
    y = ''.join('.<'[x[2][0]] + '.l'[x[2][1]] + '.='[x[2][2]] + '.!'[x[2][3]] + '.>'[x[2][4]] + '.g'[x[2][5]])
    assert x[0] == y and x[1] == ''.join('01'[not v] for v in x[2]), (a, b, x)
    return y


for n, a in enumerate(values):
    row = ' '.join(check(a, b) for b in values[:22])
    if n < 28:
        print(row, small(a))
    else:
        small(a)
i = 16777217
print(check(i, 16777216), check(i + 1, 16777218.0), check(0, -0.0))
assert i > 16777216.0 and not i == 16777216.0 and -i < -16777216.0
print('Ab1'.isupper(), 'AB1'.isupper(), '12'.isupper(), 'ab_'.islower(), ''.islower(), b'A\xe9'.isupper(), b'aB'.islower(), '\xe9a'.islower(),
      'Aé'.isupper(), b'\xff'.islower())
s = set(range(20))
s -= {1, 2.0, 'x', True, 50}
s -= frozenset()
s.difference_update([3, 4], (5,), {6: 1})
print(sorted(s), s - s, len(s))
s -= set(range(30))
print(s)
s.add(1)
print(s)
